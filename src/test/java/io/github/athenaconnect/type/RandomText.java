package io.github.athenaconnect.type;

import io.github.athenaconnect.Chance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Random values and texts of a seed, with more of the awkward ones than chance would give. */
final class RandomText {
    private static final int CASES = 3_000;
    private final Random random;

    private RandomText(Random random) {
        this.random = random;
    }

    /** Two; test reports show each as the test's argument. */
    static LongStream seeds() {
        return LongStream.of(20240101L, Chance.seed());
    }

    /** A property, checked against the next random case. */
    interface Case {
        void check(RandomText text);
    }

    static void repeatedly(long seed, Case property) {
        RandomText text = new RandomText(new Random(seed));
        for (int number = 0; number < CASES; number++) {
            property.check(text);
        }
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A long of any size: as many are small as are large. */
    long anyLong() {
        return random.nextLong() >> below(Long.SIZE);
    }

    /** From {@code -bound} to {@code bound}, of any size. */
    long within(long bound) {
        return anyLong() % (bound + 1);
    }

    BigInteger wholeNumber(int maximumDigits) {
        BigInteger amount = new BigInteger(digits(1 + below(maximumDigits)));
        return random.nextBoolean() ? amount : amount.negate();
    }

    BigDecimal decimal(int precision, int scale) {
        return new BigDecimal(wholeNumber(precision), scale);
    }

    double anyDouble() {
        return random.nextBoolean() ? Double.longBitsToDouble(random.nextLong()) : random.nextInt(1_000_000) / 100.0;
    }

    float anyFloat() {
        return random.nextBoolean() ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(1_000_000) / 100.0f;
    }

    /** A number as people and programs write it, with few or many digits, near or far from the point. */
    String scientific() {
        String sign = oneOf(List.of("", "-", "+"));
        String whole = digits(1 + below(below(4) == 0 ? 25 : 5));
        String fraction = below(3) == 0 ? "" : "." + digits(1 + below(below(4) == 0 ? 25 : 8));
        String exponent =
                below(2) == 0 ? "" : oneOf(List.of("E", "e", "E+", "e-", "E-")) + below(below(2) == 0 ? 400 : 30);
        return sign + whole + fraction + exponent;
    }

    String digits(int count) {
        return IntStream.range(0, count)
                .mapToObj(place -> String.valueOf(below(10)))
                .collect(Collectors.joining());
    }

    byte[] bytes(int maximumLength) {
        byte[] bytes = new byte[below(maximumLength + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A text with one to three of its characters replaced, removed, doubled or cut off. */
    String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int times = 1 + below(3); times > 0 && !damaged.isEmpty(); times--) {
            int place = below(damaged.length());
            switch (below(4)) {
                case 0 -> damaged.setCharAt(place, (char) below(below(10) == 0 ? 0xD800 : 128));
                case 1 -> damaged.deleteCharAt(place);
                case 2 -> damaged.insert(place, damaged.charAt(place));
                default -> damaged.setLength(place);
            }
        }
        return damaged.toString();
    }
}
