package io.github.athenaconnect.watermark;

/** A value of a watermark column, never NULL and never NaN. Immutable; equal if it is written the same. */
sealed interface WatermarkValue permits Truth, WatermarkNumber, PointInTime, Characters, Octets {
    /** The type it was read as. */
    ValueType type();

    /**
     * The SQL literal that stands for it, made from the value and never from a text that somebody wrote. It is the
     * stored form as well.
     */
    String literal();

    /**
     * Less than, equal to or greater than 0, as Athena orders the two.
     *
     * @param other of the same {@link ValueType.Family}
     */
    int compareWith(WatermarkValue other);

    /** Whether Athena compares the two. */
    default boolean isComparableWith(WatermarkValue other) {
        return type().family() == other.type().family();
    }
}
