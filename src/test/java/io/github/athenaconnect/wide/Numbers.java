package io.github.athenaconnect.wide;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Booleans, integers, floating and decimal numbers. */
final class Numbers {
    private static final int GREATEST_PRECISION = 38;

    private Numbers() {}

    static Stream<WideType> all() {
        return Stream.concat(
                Stream.of(
                        bool(),
                        integer("tinyint", "tinyint", Byte.MIN_VALUE, value -> (byte) value),
                        integer("smallint", "smallint", Short.MIN_VALUE, value -> (short) value),
                        integer("integer", "int", Integer.MIN_VALUE, value -> (int) value),
                        integer("bigint", "bigint", Long.MIN_VALUE, value -> value),
                        real(),
                        wide()),
                // The scale differs from one to the next, from none to all digits.
                IntStream.rangeClosed(1, GREATEST_PRECISION)
                        .mapToObj(precision -> decimal(precision, precision * 7 % (precision + 1))));
    }

    static WideType decimal(int precision, int scale) {
        String type = "decimal(" + precision + "," + scale + ")";
        BigInteger greatest = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        return new WideType(
                "decimal",
                type,
                Stream.of(greatest, greatest.negate(), BigInteger.ZERO, BigInteger.ONE, BigInteger.valueOf(-5))
                        .map(unscaled -> decimal(type, new BigDecimal(unscaled, scale)))
                        .toList(),
                random -> decimal(type, new BigDecimal(unscaled(random, precision), scale)));
    }

    private static BigInteger unscaled(Random random, int precision) {
        BigInteger digits =
                new BigInteger(4 * precision, random).mod(BigInteger.TEN.pow(1 + random.nextInt(precision)));
        return random.nextBoolean() ? digits : digits.negate();
    }

    private static Cell decimal(String type, BigDecimal value) {
        return Cell.cast(type, value.toPlainString(), value);
    }

    private static WideType bool() {
        return WideType.of("boolean", "boolean", List.of(new Cell("true", true), new Cell("false", false)));
    }

    /** The greatest is what the least leaves when its sign is turned, bit by bit. */
    private static WideType integer(String name, String type, long least, LongFunction<Object> boxed) {
        LongFunction<Cell> cell = value -> Cell.cast(type, value, boxed.apply(value));
        return new WideType(
                name,
                type,
                LongStream.of(least, ~least, least + 1, -1, 0, 1, 100)
                        .mapToObj(cell)
                        .toList(),
                random -> {
                    long any = random.nextLong() >> random.nextInt(Long.SIZE);
                    return cell.apply(any >= least && any <= ~least ? any : any % 100);
                });
    }

    static WideType real() {
        List<Cell> cells = new ArrayList<>();
        for (float value : new float[] {
            0.1f,
            -3.5f,
            0f,
            -0f,
            1f,
            16_777_216f,
            9_999_999f,
            1e7f,
            1e-3f,
            9.999e-4f,
            1e10f,
            Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY
        }) {
            cells.add(Cell.cast("real", value, value));
        }
        return new WideType("float", "float", cells, random -> {
            float value = Float.intBitsToFloat(random.nextInt());
            return Cell.cast("real", value, Float.isNaN(value) ? Float.NaN : value);
        });
    }

    private static WideType wide() {
        List<Cell> cells = new ArrayList<>();
        for (double value : new double[] {
            0.1,
            -0.25,
            0,
            -0d,
            1,
            9_007_199_254_740_991d,
            9_999_999,
            1e7,
            1e-3,
            9.999e-4,
            1e21,
            1e22,
            2e-3,
            1.0E300,
            Math.PI,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
        }) {
            cells.add(Cell.cast("double", value, value));
        }
        return new WideType("double", "double", cells, random -> {
            double value = Double.longBitsToDouble(random.nextLong());
            return Cell.cast("double", value, Double.isNaN(value) ? Double.NaN : value);
        });
    }
}
