package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowShape;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.services.s3.S3Client;

/** The files of one UNLOAD in a fake S3 and the settings they are read with. */
final class UnloadReading {
    static final String TARGET = "s3://results/unload/daily/";
    static final String MANIFEST = "s3://results/daily/1f3c-manifest.csv";
    static final UnloadedFiles PLACE = new UnloadedFiles(TARGET, MANIFEST);
    static final int ATTEMPTS = 3;
    static final TypeSettings TYPES = new TypeSettings("shop.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS);

    final FakeS3 s3 = new FakeS3();
    final List<Integer> pauses = new CopyOnWriteArrayList<>();
    private final int maximumBytes;
    private TypeSettings types = TYPES;
    private ReadAhead ahead = ReadAhead.none();

    UnloadReading(byte[]... files) {
        this(1 << 20, files);
    }

    UnloadReading(int maximumBytes, byte[]... files) {
        this.maximumBytes = maximumBytes;
        StringBuilder manifest = new StringBuilder();
        for (int index = 0; index < files.length; index++) {
            s3.put(file(index), files[index]);
            manifest.append(file(index)).append('\n');
        }
        s3.put(MANIFEST, manifest.toString());
    }

    UnloadReading with(TypeSettings other) {
        types = other;
        return this;
    }

    UnloadReading ahead(ReadAhead some) {
        ahead = some;
        return this;
    }

    static String file(int index) {
        return TARGET + "part-" + index;
    }

    static ResultFingerprint fingerprintOf(String manifest) {
        byte[] bytes = manifest.getBytes(UTF_8);
        return new ResultFingerprint(MANIFEST, FakeS3.tagOf(bytes), bytes.length);
    }

    OpenResult open() {
        return results(s3).openUnload(PLACE, RowShape.asFound(types));
    }

    OpenResult resume(ResultFingerprint expected, ResultPosition from) {
        return results(s3).resumeUnload(PLACE, expected, RowShape.asFound(types), from);
    }

    Results results(S3Client client) {
        return new Results(
                client, new ResultSettings(maximumBytes, ATTEMPTS, Optional.empty()), pauses::add, Shard.WHOLE, ahead);
    }

    static List<Struct> remaining(ResultReader reader) {
        List<Struct> rows = new ArrayList<>();
        while (!reader.atEnd()) {
            rows.add(reader.next());
        }
        return rows;
    }
}
