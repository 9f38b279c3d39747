package io.github.athenaconnect.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a delayed line does with what is under way. */
@Timeout(120)
class DelayedStreamTest {
    private static final long DELAY = Duration.ofMillis(50).toNanos();

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void whatIsUnderWayArrivesLateAndBeforeTheEnd() throws Exception {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        DelayedStream stream = delivering(target);
        long begin = System.nanoTime();

        stream.write(new byte[] {1, 2, 3}, 1, 2);
        stream.close();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(DELAY);
        assertThat(target.toByteArray()).containsExactly(2, 3);
    }

    @Test
    void whoeverWritesToATargetThatHasGoneIsTold() {
        DelayedStream stream = delivering(new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                throw new IOException("gone");
            }
        });

        // Far more than may be under way: it would wait for ever.
        assertThatThrownBy(() -> {
                    for (int piece = 0; piece < 1000; piece++) {
                        stream.write(new byte[65_536], 0, 65_536);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has gone");
    }

    private DelayedStream delivering(OutputStream target) {
        DelayedStream stream = new DelayedStream(target, DELAY);
        threads.execute(stream::deliver);
        return stream;
    }
}
