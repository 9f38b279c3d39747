package io.github.athenaconnect.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Inputs like given ones, but damaged; the same for the same seed. Mutable: each is another. */
final class Mutations {
    private static final int LONGEST = 4096;

    /** Bytes that mean something in one of the languages that are read here, and some that are no text. */
    private static final byte[] TELLING =
            "\"'`,;:=.-+/\\*$#@%&|<>(){}[]?_ \t\r\nxXeE0129nN".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private static final byte[] NO_TEXT = {0, -1, (byte) 0x80, (byte) 0xC3, (byte) 0xE2, (byte) 0xF0, (byte) 0xED};

    private final Random random;
    private final List<byte[]> seeds;

    Mutations(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] input = any();
        for (int times = 1 + random.nextInt(6); times > 0; times--) {
            input = changed(input);
        }
        return input.length <= LONGEST ? input : Arrays.copyOf(input, LONGEST);
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private byte[] changed(byte[] input) {
        int from = random.nextInt(input.length + 1);
        int to = from + random.nextInt(Math.min(16, input.length - from) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> replaced(input, from, to, new byte[0]);
            case 1 -> replaced(input, from, from, new byte[] {any(TELLING)});
            case 2 -> replaced(input, from, Math.min(from + 1, input.length), new byte[] {any(TELLING)});
            case 3 -> replaced(input, from, from, new byte[] {random.nextInt(3) == 0 ? any(NO_TEXT) : anyByte()});
            case 4 -> replaced(input, from, from, Arrays.copyOfRange(input, from, to));
            case 5 -> replaced(input, from, to, partOf(any()));
            case 6 -> replaced(input, from, from, repeated(Arrays.copyOfRange(input, from, to)));
            default -> Arrays.copyOf(input, from);
        };
    }

    private byte anyByte() {
        return (byte) random.nextInt(256);
    }

    private byte any(byte[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private byte[] partOf(byte[] other) {
        int from = random.nextInt(other.length + 1);
        return Arrays.copyOfRange(other, from, from + random.nextInt(other.length - from + 1));
    }

    private byte[] repeated(byte[] part) {
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        for (int times = random.nextInt(random.nextInt(20) == 0 ? 200 : 4); times > 0; times--) {
            repeated.writeBytes(part);
        }
        return repeated.toByteArray();
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(input, 0, from);
        result.writeBytes(by);
        result.write(input, to, input.length - to);
        return result.toByteArray();
    }
}
