package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeS3;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartsAheadTest {
    private static final ResultFingerprint STATE = new ResultFingerprint("s3://results/a", "\"1\"", 100);

    private final ReadAhead ahead = new ReadAhead(8, 10, work -> {});
    private final PartsAhead parts = new PartsAhead(
            ahead,
            new ObjectOpener(new FakeS3(), S3Location.parse("s3://results/a"), Optional.empty()),
            1,
            failures -> {});

    /** As a damaged file may have it, which names the same bytes twice. */
    @Test
    void givesBackTheRoomOfAPartWhoseBytesAreAskedForAgain() {
        assertThat(parts.fetch(0, 10, STATE)).isTrue();
        assertThat(parts.fetch(0, 10, STATE)).isTrue();

        assertThat(ahead.taken()).isEqualTo(1);
        parts.close();
        assertThat(ahead.taken()).isZero();
    }
}
