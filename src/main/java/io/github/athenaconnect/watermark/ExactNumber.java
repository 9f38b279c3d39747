package io.github.athenaconnect.watermark;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A value of {@code tinyint}, {@code smallint}, {@code integer}, {@code bigint} or {@code decimal}. */
record ExactNumber(ValueType type, BigDecimal exact) implements WatermarkNumber {
    static final int MAXIMUM_DIGITS = 38;

    private static final BigInteger GREATEST_UNSCALED =
            BigInteger.TEN.pow(MAXIMUM_DIGITS).subtract(BigInteger.ONE);

    /** The length is bounded so that no text costs much to read. */
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?");

    static Optional<WatermarkValue> readInteger(ValueType type, String text) {
        BigDecimal number = plain(type, text);
        if (text.indexOf('.') >= 0 || !isWithin(type, number)) {
            throw type.mismatch(text);
        }
        return Optional.of(new ExactNumber(type, number));
    }

    static Optional<WatermarkValue> readDecimal(ValueType type, String text) {
        BigDecimal number = plain(type, text);
        if (!isDecimal(number)) {
            throw type.mismatch(text);
        }
        return Optional.of(new ExactNumber(type, number));
    }

    private static BigDecimal plain(ValueType type, String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw type.mismatch(text);
        }
        return new BigDecimal(text);
    }

    private static boolean isWithin(ValueType integer, BigDecimal number) {
        int bits = switch (integer) {
            case TINYINT -> Byte.SIZE;
            case SMALLINT -> Short.SIZE;
            case INTEGER -> Integer.SIZE;
            default -> Long.SIZE;
        };
        return number.toBigInteger().bitLength() < bits;
    }

    private static boolean isDecimal(BigDecimal number) {
        return number.precision() <= MAXIMUM_DIGITS && number.scale() <= MAXIMUM_DIGITS;
    }

    @Override
    public int infinity() {
        return 0;
    }

    @Override
    public String literal() {
        return type + " '" + exact.toPlainString() + "'";
    }

    /** An integer stays one, and becomes a decimal where its type ends; a decimal keeps its fraction digits. */
    @Override
    public WatermarkNumber minus(BigDecimal margin) {
        BigDecimal less = exact.subtract(margin).setScale(exact.scale(), RoundingMode.FLOOR);
        if (type == ValueType.DECIMAL) {
            BigDecimal least = new BigDecimal(GREATEST_UNSCALED.negate(), exact.scale());
            return new ExactNumber(type, less.max(least));
        }
        return new ExactNumber(isWithin(type, less) ? type : ValueType.DECIMAL, less);
    }
}
