package io.github.athenaconnect.localstack.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a {@link SyntheticResult} as bytes, without a text in between: whoever measures how fast they are read is not
 * to wait for whoever makes them. For one thread; the line it returns is good until the next.
 */
final class SyntheticLine {
    private static final byte[] SEPARATOR = ascii("\",\"");
    private static final byte[] QUOTED_NOTE =
            ('"' + SyntheticResult.NOTE.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] BEFORE_NOTE = ascii("\",");
    private static final byte[] AFTER_NOTE = ascii(",\"");
    private static final byte[] END_OF_TIME = ascii(".000");
    private static final byte[] END = ascii("\"\n");

    private byte[] line = new byte[256];
    private int length;

    /** The line of a row, counted from 0. */
    byte[] render(long row) {
        length = 0;
        put('"');
        number(1_000_000_000L + row);
        put(SEPARATOR);
        number(100_000 + row * 7919 % 900_000);
        put(SEPARATOR);
        number(10_000 + row * 31 % 90_000);
        put('.');
        number(10 + row % 90);
        put(SEPARATOR);
        put('0');
        put('.');
        number(10_000 + row * 17 % 90_000);
        number(1 + row % 9);
        put(SEPARATOR);
        boolean active = row % 3 != 0;
        put(active ? TRUE : FALSE);
        put(SEPARATOR);
        date(row / 86_400);
        time(row % 86_400);
        put(SEPARATOR);
        date(row / 86_400);
        note(row, active);
        return line.length == length ? line : shortened();
    }

    /** All lines are as long as the first. */
    private byte[] shortened() {
        line = Arrays.copyOf(line, length);
        return line;
    }

    private void note(long row, boolean active) {
        boolean none = row % 7 == 0;
        put(BEFORE_NOTE);
        if (!none) {
            put(QUOTED_NOTE);
        }
        put(AFTER_NOTE);
        hex(row);
        put(' ');
        hex(row / 256);
        put(' ');
        hex(row / 65_536);
        put(SEPARATOR);
        int padding = 10 + (active ? 1 : 0) + (none ? QUOTED_NOTE.length : 0);
        Arrays.fill(line, length, length + padding, (byte) 'x');
        length += padding;
        put(END);
    }

    private void date(long day) {
        put('2');
        put('0');
        twoDigits(24 + day / 336 % 70);
        put('-');
        twoDigits(1 + day / 28 % 12);
        put('-');
        twoDigits(1 + day % 28);
    }

    private void time(long second) {
        put(' ');
        twoDigits(second / 3600);
        put(':');
        twoDigits(second / 60 % 60);
        put(':');
        twoDigits(second % 60);
        put(END_OF_TIME);
    }

    private void twoDigits(long number) {
        put((char) ('0' + number / 10));
        put((char) ('0' + number % 10));
    }

    private void hex(long number) {
        line[length++] = HEX[(int) (number >> 4 & 0xf)];
        line[length++] = HEX[(int) (number & 0xf)];
    }

    private void number(long number) {
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        length += digits;
        long rest = number;
        for (int at = length - 1; at >= length - digits; at--) {
            line[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void put(char character) {
        line[length++] = (byte) character;
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, line, length, bytes.length);
        length += bytes.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
