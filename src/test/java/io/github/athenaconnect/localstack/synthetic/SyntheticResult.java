package io.github.athenaconnect.localstack.synthetic;

import io.github.athenaconnect.localstack.engine.ResultColumn;
import io.github.athenaconnect.localstack.s3.GeneratedObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The CSV of {@code SELECT * FROM synthetic.rows_n}: ten columns of common types, each row a function of its number. All
 * rows have the same width in bytes - the last column makes up for those that vary - so any range of bytes can be
 * computed alone. Now and then a row may be longer, in its last column.
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
    static final String NOTE = "said \"naïve, 東京\"";
    private static final byte[] HEADING = (COLUMNS.stream()
                            .map(column -> '"' + column.label() + '"')
                            .collect(Collectors.joining(","))
                    + "\n")
            .getBytes(StandardCharsets.UTF_8);
    /** Bytes of a row that is not longer than others. */
    public static final int WIDTH = new SyntheticLine().render(0).length;

    /** The end of a line, behind its last value. */
    private static final int END = 2;

    private final long rows;
    private final long each;
    private final int longer;

    /** A result of a number of rows. */
    public SyntheticResult(long rows) {
        this(rows, 1, 0);
    }

    /** A result of a number of rows, each so-manieth of which is longer by so many bytes. */
    public SyntheticResult(long rows, long each, int longer) {
        this.rows = rows;
        this.each = each;
        this.longer = longer;
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
        return HEADING.length + rows * WIDTH + rows / each * longer;
    }

    @Override
    public String eTag() {
        return String.format(Locale.ROOT, "\"%016x%08x%08x\"", rows, longer == 0 ? 0 : each, longer);
    }

    @Override
    public int read(long position, byte[] target, int offset, int count) {
        int done = 0;
        SyntheticLine line = new SyntheticLine();
        while (done < count && position + done < length()) {
            long at = position + done - HEADING.length;
            done += at < 0
                    ? copy(HEADING, (int) (position + done), HEADING.length, target, offset + done, count - done)
                    : readRow(line, at, target, offset + done, count - done);
        }
        return done;
    }

    /** Some bytes of the row in which a byte is, counted behind the heading; of a longer row from one of its three parts. */
    private int readRow(SyntheticLine line, long at, byte[] target, int offset, int count) {
        long group = each * WIDTH + longer;
        long rowOfGroup = Math.min(at % group / WIDTH, each - 1);
        int from = (int) (at % group - rowOfGroup * WIDTH);
        int usual = longer > 0 && rowOfGroup == each - 1 ? WIDTH - END : WIDTH;
        if (from >= usual && from < usual + longer) {
            int length = Math.min(count, usual + longer - from);
            Arrays.fill(target, offset, offset + length, (byte) 'x');
            return length;
        }
        byte[] source = line.render(at / group * each + rowOfGroup);
        return from < usual
                ? copy(source, from, usual, target, offset, count)
                : copy(source, from - longer, WIDTH, target, offset, count);
    }

    private static int copy(byte[] source, int from, int to, byte[] target, int offset, int most) {
        int length = Math.min(most, to - from);
        System.arraycopy(source, from, target, offset, length);
        return length;
    }

    static int quotedLength(String text) {
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
