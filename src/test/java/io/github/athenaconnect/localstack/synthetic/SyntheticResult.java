package io.github.athenaconnect.localstack.synthetic;

import io.github.athenaconnect.localstack.engine.ResultColumn;
import io.github.athenaconnect.localstack.s3.GeneratedObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The CSV of {@code SELECT * FROM synthetic.rows_n}: ten columns of common types, each row a function of its number. All
 * rows have the same width in bytes - the last column makes up for those that vary - so any range of bytes can be
 * computed alone.
 */
public final class SyntheticResult implements GeneratedObject {
    private static final List<ResultColumn> COLUMNS = List.of(
            new ResultColumn("id", "bigint", 19, 0),
            new ResultColumn("customer", "integer", 10, 0),
            new ResultColumn("amount", "decimal", 10, 2),
            new ResultColumn("rate", "double", 17, 0),
            new ResultColumn("active", "boolean", 0, 0),
            new ResultColumn("created_at", "timestamp", 3, 0),
            new ResultColumn("day", "date", 0, 0),
            new ResultColumn("note", "varchar", 2147483647, 0),
            new ResultColumn("payload", "varbinary", 1073741824, 0),
            new ResultColumn("padding", "varchar", 2147483647, 0));
    private static final String NOTE = "said \"naïve, 東京\"";
    private static final byte[] HEADING = (COLUMNS.stream()
                            .map(column -> '"' + column.label() + '"')
                            .collect(Collectors.joining(","))
                    + "\n")
            .getBytes(StandardCharsets.UTF_8);
    private static final int WIDTH = line(0).length;

    private final long rows;

    /** A result of a number of rows. */
    public SyntheticResult(long rows) {
        this.rows = rows;
    }

    /** The columns of every such result. */
    public static List<ResultColumn> columns() {
        return COLUMNS;
    }

    /** The values of a row, counted from 0, as a reader must find them. */
    public static List<@Nullable String> values(long row) {
        boolean active = row % 3 != 0;
        String note = row % 7 == 0 ? null : NOTE;
        String day = date(row / 86_400);
        int padding = 10 + (active ? 1 : 0) + (note == null ? quotedLength(NOTE) : 0);
        List<@Nullable String> values = new ArrayList<>(COLUMNS.size());
        values.add(Long.toString(1_000_000_000L + row));
        values.add(Long.toString(100_000 + row * 7919 % 900_000));
        values.add((10_000 + row * 31 % 90_000) + "." + (10 + row % 90));
        values.add("0." + (10_000 + row * 17 % 90_000) + (1 + row % 9));
        values.add(Boolean.toString(active));
        values.add(day + time(row % 86_400));
        values.add(day);
        values.add(note);
        values.add(hex(row) + " " + hex(row / 256) + " " + hex(row / 65_536));
        values.add("x".repeat(padding));
        return values;
    }

    @Override
    public long length() {
        return HEADING.length + rows * WIDTH;
    }

    @Override
    public String eTag() {
        return String.format(Locale.ROOT, "\"%032x\"", rows);
    }

    @Override
    public int read(long position, byte[] target, int offset, int count) {
        int done = 0;
        while (done < count && position + done < length()) {
            long at = position + done;
            boolean heading = at < HEADING.length;
            byte[] source = heading ? HEADING : line((at - HEADING.length) / WIDTH);
            int from = heading ? (int) at : (int) ((at - HEADING.length) % WIDTH);
            int length = Math.min(count - done, source.length - from);
            System.arraycopy(source, from, target, offset + done, length);
            done += length;
        }
        return done;
    }

    private static byte[] line(long row) {
        StringBuilder line = new StringBuilder(256);
        for (String value : values(row)) {
            line.append(line.length() == 0 ? "" : ",");
            if (value != null) {
                line.append('"').append(value.replace("\"", "\"\"")).append('"');
            }
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int quotedLength(String text) {
        return ('"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8).length;
    }

    private static String date(long day) {
        return "20" + twoDigits(24 + day / 336 % 70) + "-" + twoDigits(1 + day / 28 % 12) + "-"
                + twoDigits(1 + day % 28);
    }

    private static String time(long second) {
        return " " + twoDigits(second / 3600) + ":" + twoDigits(second / 60 % 60) + ":" + twoDigits(second % 60)
                + ".000";
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number & 0xff);
        return digits.length() == 1 ? "0" + digits : digits;
    }
}
