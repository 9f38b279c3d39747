package io.github.athenaconnect.type;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Decodes {@code timestamp with time zone} as the instant it stands for.
 *
 * <p>The hour that a named zone has twice, when its clocks go back, is the same text twice in Athena's own writing: it is
 * taken with the earlier offset, the first of the two instants. The hour it does not have is refused. Who needs certainty
 * selects {@code column AT TIME ZONE 'UTC'}, or sets {@code timestamp.mode=string}.
 */
record ZonedTimestampDecoder(EpochUnit unit) implements TextDecoder {
    private static final String EXPECTED =
            "a timestamp with time zone (yyyy-MM-dd HH:mm:ss with up to 12 fraction digits, then UTC, an offset or a zone)";
    private static final String REMEDY = "select the column AT TIME ZONE 'UTC', or set timestamp.mode=string";

    /** Zones that Athena knows and {@code java.time} does not, or not in every release. */
    private static final Map<String, String> ABBREVIATIONS = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    @Override
    public Object decode(TextValue text) {
        LocalMoment moment = inUtc(text);
        return unit.value(moment.epochSecond(), moment.picos(), text);
    }

    /** What the clocks of UTC show then. */
    static LocalMoment inUtc(TextValue text) {
        TextCursor cursor = new TextCursor(text, EXPECTED);
        LocalMoment local = LocalMoment.read(cursor);
        cursor.skip(' ');
        ZoneOffset offset = offset(zone(cursor.rest(), text), local.epochSecond(), text);
        return new LocalMoment(local.epochSecond() - offset.getTotalSeconds(), local.picos());
    }

    private static ZoneId zone(String name, TextValue text) {
        if (name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name, ABBREVIATIONS);
        } catch (DateTimeException unknown) {
            throw UndecodableTextException.of(EXPECTED + " that this worker's Java knows", text, REMEDY);
        }
    }

    private static ZoneOffset offset(ZoneId zone, long localSecond, TextValue text) {
        if (zone instanceof ZoneOffset fixed) {
            return fixed;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
        if (valid.isEmpty()) {
            throw UndecodableTextException.of("a timestamp that exists on the clocks of its time zone", text, REMEDY);
        }
        return valid.get(0);
    }
}
