package io.github.athenaconnect.watermark;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of {@code real} or {@code double}, infinities included.
 *
 * @param value that of a real too, which every double can hold
 */
record FloatingNumber(ValueType type, double value) implements WatermarkNumber {
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,400}(\\.[0-9]{0,400})?([eE][+-]?[0-9]{1,4})?");

    static Optional<WatermarkValue> read(ValueType type, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Optional.empty();
            case "infinity", "+infinity", "inf", "+inf" ->
                Optional.of(new FloatingNumber(type, Double.POSITIVE_INFINITY));
            case "-infinity", "-inf" -> Optional.of(new FloatingNumber(type, Double.NEGATIVE_INFINITY));
            default -> Optional.of(finite(type, text));
        };
    }

    private static FloatingNumber finite(ValueType type, String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw type.mismatch(text);
        }
        double number = type == ValueType.REAL ? Float.parseFloat(text) : Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw type.mismatch(text);
        }
        return new FloatingNumber(type, number);
    }

    @Override
    public int infinity() {
        return Double.isInfinite(value) ? (int) Math.signum(value) : 0;
    }

    @Override
    public BigDecimal exact() {
        return new BigDecimal(value);
    }

    @Override
    public String literal() {
        return type + " '" + (type == ValueType.REAL ? Float.toString((float) value) : Double.toString(value)) + "'";
    }

    /** Without the detour of the exact value where that is not needed; 0 equals -0, as it does in SQL. */
    @Override
    public int compareWith(WatermarkValue other) {
        return other instanceof FloatingNumber floating
                ? Double.compare(value + 0.0, floating.value + 0.0)
                : WatermarkNumber.super.compareWith(other);
    }

    @Override
    public WatermarkNumber minus(BigDecimal margin) {
        if (infinity() != 0) {
            return this;
        }
        BigDecimal less = exact().subtract(margin);
        return new FloatingNumber(type, type == ValueType.REAL ? realBelow(less) : doubleBelow(less));
    }

    private static double doubleBelow(BigDecimal number) {
        double nearest = Math.max(number.doubleValue(), -Double.MAX_VALUE);
        return new BigDecimal(nearest).compareTo(number) > 0 ? Math.nextDown(nearest) : nearest;
    }

    private static double realBelow(BigDecimal number) {
        float nearest = Math.max(number.floatValue(), -Float.MAX_VALUE);
        return new BigDecimal(nearest).compareTo(number) > 0 ? Math.nextDown(nearest) : nearest;
    }
}
