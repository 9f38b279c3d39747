package io.github.athenaconnect.localstack.athena.result;

import io.github.athenaconnect.localstack.engine.ResultColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The content of a {@code .metadata} object: a protocol buffer that AWS does not document. Field 1 is the engine's id of
 * the query, each field 4 a column; in a column 1 is the catalog, 4 the name, 5 the label, 6 the type, 7 the precision, 8
 * the scale, 9 the nullability and 10 whether it is case-sensitive.
 */
final class ResultMetadata {
    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int NULLABILITY_UNKNOWN = 3;
    private static final Set<String> CASE_SENSITIVE = Set.of("varchar", "char", "string");

    private ResultMetadata() {}

    static byte[] of(String engineQueryId, List<ResultColumn> columns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes(out, 1, engineQueryId.getBytes(StandardCharsets.UTF_8));
        columns.forEach(column -> bytes(out, 4, column(column)));
        return out.toByteArray();
    }

    static boolean isCaseSensitive(ResultColumn column) {
        return CASE_SENSITIVE.contains(column.type());
    }

    private static byte[] column(ResultColumn column) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes(out, 1, "hive".getBytes(StandardCharsets.UTF_8));
        bytes(out, 4, column.label().getBytes(StandardCharsets.UTF_8));
        bytes(out, 5, column.label().getBytes(StandardCharsets.UTF_8));
        bytes(out, 6, column.type().getBytes(StandardCharsets.UTF_8));
        number(out, 7, column.precision());
        number(out, 8, column.scale());
        number(out, 9, NULLABILITY_UNKNOWN);
        number(out, 10, isCaseSensitive(column) ? 1 : 0);
        return out.toByteArray();
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, (field << 3) | BYTES);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void number(ByteArrayOutputStream out, int field, int value) {
        varint(out, (field << 3) | VARINT);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
