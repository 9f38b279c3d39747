package io.github.athenaconnect.watermark;

import java.math.BigDecimal;

/** A number of any type; numbers of different types are compared by their exact values. */
sealed interface WatermarkNumber extends WatermarkValue permits ExactNumber, FloatingNumber {
    /** -1 for negative infinity, 1 for positive infinity, otherwise 0. */
    int infinity();

    /** The exact value of a number that is not infinite. */
    BigDecimal exact();

    /** This less {@code margin}, or the next number of a type near by below that. */
    WatermarkNumber minus(BigDecimal margin);

    @Override
    default int compareWith(WatermarkValue other) {
        WatermarkNumber number = (WatermarkNumber) other;
        return infinity() != 0 || number.infinity() != 0
                ? Integer.compare(infinity(), number.infinity())
                : exact().compareTo(number.exact());
    }
}
