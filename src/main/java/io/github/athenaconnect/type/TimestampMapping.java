package io.github.athenaconnect.type;

import java.util.function.Function;

/** What Athena's two timestamp types become under each {@link TimestampMode}. */
final class TimestampMapping {
    private TimestampMapping() {}

    /** {@code timestamp}, which Athena writes without a zone: taken as UTC. */
    static ColumnMapping local(AthenaColumn column, TypeSettings settings) {
        return mapping(settings.timestampMode(), TimestampDecoder::new);
    }

    /** {@code timestamp with time zone}: the instant it stands for, or the text with its zone. */
    static ColumnMapping zoned(AthenaColumn column, TypeSettings settings) {
        return mapping(settings.timestampMode(), ZonedTimestampDecoder::new);
    }

    private static ColumnMapping mapping(TimestampMode mode, Function<EpochUnit, TextDecoder> decoder) {
        return switch (mode) {
            case STRING -> ColumnMapping.text();
            case MILLIS -> counted(EpochUnit.MILLIS, decoder);
            case MILLIS_TRUNCATED -> counted(EpochUnit.MILLIS_TRUNCATED, decoder);
            case MICROS -> counted(EpochUnit.MICROS, decoder);
            case NANOS -> counted(EpochUnit.NANOS, decoder);
        };
    }

    private static ColumnMapping counted(EpochUnit unit, Function<EpochUnit, TextDecoder> decoder) {
        return new ColumnMapping(unit.schema(), decoder.apply(unit));
    }
}
