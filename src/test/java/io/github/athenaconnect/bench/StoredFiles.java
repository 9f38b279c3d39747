package io.github.athenaconnect.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.athenaconnect.localstack.kafka.WorkingDirectory;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.result.ParquetBytes;
import io.github.athenaconnect.type.AthenaColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Results as Athena leaves them in a bucket, which is a directory here. */
final class StoredFiles {
    static final String LARGE_CSV = "s3://results/large.csv";
    static final String USUAL_CSV = "s3://results/usual.csv";
    static final List<AthenaColumn> LARGE_CSV_COLUMNS = Stream.of("a", "b", "c", "d")
            .map(name -> new AthenaColumn(name, "varchar", 0, 0))
            .toList();
    static final List<AthenaColumn> USUAL_CSV_COLUMNS = SyntheticResult.columns().stream()
            .map(column -> new AthenaColumn(column.label(), column.type(), column.precision(), column.scale()))
            .toList();

    /** As many as the readers that share them, and as alike. */
    static final int FILES = 8;

    private static final byte[] CSV_ROW =
            ("\"" + "1".repeat(240) + "\",\"" + "2".repeat(240) + "\",\"3\",\"4\"\n").getBytes(UTF_8);
    private static final MessageType LARGE_VALUES =
            MessageTypeParser.parseMessageType("message row { optional binary a; optional binary b; }");
    private static final int LARGE_VALUE = 2000;
    private static final MessageType USUAL_VALUES = MessageTypeParser.parseMessageType("message row {"
            + " optional int64 id; optional int32 customer; optional double price; optional double discount;"
            + " optional boolean active; optional int64 created (TIMESTAMP(MILLIS,false)); optional int32 day (DATE);"
            + " optional binary note (STRING); optional binary code (STRING); optional binary place (STRING); }");

    private StoredFiles() {}

    /** {@link #LARGE_CSV} of about so many bytes, most of them in two large values of each row. */
    static void putLargeCsv(WorkingDirectory bucket, long bytes) throws IOException {
        Path path = path(bucket, LARGE_CSV);
        try (OutputStream file = Files.newOutputStream(path)) {
            byte[] piece = new String(CSV_ROW, UTF_8).repeat(1000).getBytes(UTF_8);
            file.write("\"a\",\"b\",\"c\",\"d\"\n".getBytes(UTF_8));
            for (long at = 0; at < bytes; at += piece.length) {
                file.write(piece);
            }
        }
    }

    /** {@link #USUAL_CSV} of so many rows of ten small values. */
    static void putUsualCsv(WorkingDirectory bucket, long rows) throws IOException {
        SyntheticResult result = new SyntheticResult(rows);
        byte[] piece = new byte[1 << 20];
        try (OutputStream file = Files.newOutputStream(path(bucket, USUAL_CSV))) {
            for (long at = 0; at < result.length(); ) {
                int count = result.read(at, piece, 0, piece.length);
                file.write(piece, 0, count);
                at += count;
            }
        }
    }

    /** The files of an UNLOAD whose values are large and cannot be packed: decoding them is next to nothing. */
    static UnloadedFiles putLargeValues(WorkingDirectory bucket, long bytes) throws IOException {
        Random random = new Random(1);
        return put(
                bucket,
                "large",
                LARGE_VALUES,
                bytes / FILES / (2 * LARGE_VALUE),
                row -> new SimpleGroup(LARGE_VALUES).append("a", binary(random)).append("b", binary(random)));
    }

    private static Binary binary(Random random) {
        byte[] value = new byte[LARGE_VALUE];
        random.nextBytes(value);
        return Binary.fromConstantByteArray(value);
    }

    /** The files of an UNLOAD of rows as they are usual. */
    static UnloadedFiles putUsualValues(WorkingDirectory bucket, long rows) throws IOException {
        Random random = new Random(1);
        return put(
                bucket,
                "usual",
                USUAL_VALUES,
                rows / FILES,
                row -> new SimpleGroup(USUAL_VALUES)
                        .append("id", 1_000_000_000L + row)
                        .append("customer", random.nextInt(900_000))
                        .append("price", random.nextInt(10_000_000) / 100.0)
                        .append("discount", random.nextInt(100) / 100.0)
                        .append("active", row % 3 != 0)
                        .append("created", 1_700_000_000_000L + row * 1000L)
                        .append("day", 19_000 + row / 86_400)
                        .append("note", "delivered, at the door, " + random.nextInt(100))
                        .append("code", Long.toHexString(random.nextLong()))
                        .append("place", "Musterstadt " + random.nextInt(1000)));
    }

    private interface Row {
        Group of(int number);
    }

    private static UnloadedFiles put(WorkingDirectory bucket, String name, MessageType schema, long rows, Row row)
            throws IOException {
        String target = "s3://results/" + name + "/";
        String manifest = "s3://results/" + name + "-manifest.csv";
        Files.createDirectories(path(bucket, target));
        Stream<Group> groups = IntStream.range(0, (int) Math.max(1, rows)).mapToObj(row::of);
        byte[] file = ParquetBytes.of(schema, groups, writer -> writer.withDictionaryEncoding(false));
        StringBuilder list = new StringBuilder();
        for (int index = 0; index < FILES; index++) {
            Files.write(path(bucket, target + index), file);
            list.append(target).append(index).append('\n');
        }
        Files.writeString(path(bucket, manifest), list);
        return new UnloadedFiles(target, manifest);
    }

    /** How many bytes the files of an UNLOAD have together. */
    static long bytes(WorkingDirectory bucket, UnloadedFiles files) throws IOException {
        return FILES * Files.size(path(bucket, files.target() + 0));
    }

    static Path path(WorkingDirectory bucket, String location) throws IOException {
        Path path = bucket.path().resolve(location.substring("s3://".length()));
        Files.createDirectories(path.getParent());
        return path;
    }
}
