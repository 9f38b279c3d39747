package io.github.athenaconnect.bench;

import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.result.PlainBytes;
import io.github.athenaconnect.result.ReadAhead;
import io.github.athenaconnect.result.ReadingMemory;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowShape;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads results as tasks do, without a worker around them. */
final class NetworkReading implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ReadingMemory USUAL = new ReadingMemory(64L << 20);
    private static final RowShape SHAPE =
            RowShape.asFound(new TypeSettings("network", DecimalMode.DECIMAL, TimestampMode.MILLIS));

    private final S3Client s3;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private NetworkReading(S3Client s3) {
        this.s3 = s3;
    }

    static NetworkReading of(URI endpoint) {
        return new NetworkReading(S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(200))
                .build());
    }

    /** What one task may fetch ahead with the settings that are usual. */
    private ReadAhead ahead(boolean wanted) {
        return wanted ? ReadAhead.within(USUAL.ahead(), threads) : ReadAhead.none();
    }

    private Results results(Shard shard, boolean ahead) {
        ResultSettings settings = new ResultSettings(USUAL.row(), 3, Optional.empty());
        return new Results(s3, settings, failures -> {}, shard, ahead(ahead));
    }

    /** Reads an object; returns how many bytes it has. */
    long bytes(String location, boolean ahead) {
        return PlainBytes.read(s3, location, ahead(ahead));
    }

    /** Reads all rows of a CSV. */
    long csv(String location, List<AthenaColumn> columns, boolean ahead) {
        return count(results(Shard.WHOLE, ahead).open(ResultFormat.CSV, location, SHAPE.of(columns)));
    }

    /** Reads all rows of an UNLOAD with so many readers at once, each with what a task of its own has. */
    long unload(UnloadedFiles files, int readers, boolean ahead) throws Exception {
        List<Future<Long>> counts = new ArrayList<>();
        for (Shard shard : Shard.allOf(readers)) {
            counts.add(threads.submit(
                    () -> count(results(shard, ahead).openUnload(files, SHAPE).reader())));
        }
        long sum = 0;
        for (Future<Long> count : counts) {
            sum += count.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return sum;
    }

    private static long count(ResultReader reader) {
        long count = 0;
        try (reader) {
            while (!reader.atEnd()) {
                Struct unused = reader.next();
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        s3.close();
    }
}
