package io.github.athenaconnect.watermark;

import java.util.Locale;
import java.util.Optional;

/** A value of {@code boolean}; true comes after false. */
record Truth(boolean value) implements WatermarkValue {
    static Optional<WatermarkValue> read(ValueType type, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(new Truth(true));
            case "false" -> Optional.of(new Truth(false));
            default -> throw type.mismatch(text);
        };
    }

    @Override
    public ValueType type() {
        return ValueType.BOOLEAN;
    }

    @Override
    public String literal() {
        return value ? "TRUE" : "FALSE";
    }

    @Override
    public int compareWith(WatermarkValue other) {
        return Boolean.compare(value, ((Truth) other).value);
    }
}
