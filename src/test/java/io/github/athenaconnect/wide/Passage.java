package io.github.athenaconnect.wide;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a type passes each of the readers.
 *
 * @param type Athena's name of it
 * @param text how it passes the readers of text, which are those of CSV and of pages
 * @param unload how it passes UNLOAD: its reader, or the refusal of what UNLOAD cannot write
 */
public record Passage(String type, Outcome text, Outcome unload, String detail) {
    /** What comes of a value. */
    public enum Outcome {
        /** The value itself, the same in all readers where it comes. */
        VALUE,
        /** The value without the blanks that fill up its length. */
        UNPADDED,
        /** The text of a value with parts, from which nobody can get them for certain. */
        TEXT,
        /** A refusal that says what to write instead. */
        REFUSED,
        /** Nothing: it is another name of a type that is here, or no engine of the stack has the type. */
        ABSENT
    }

    /** Every type there is. A detail is what a refusal says to select, {@code %s} being the column, or why a type is absent. */
    public static List<Passage> all() {
        return """
                boolean                  | VALUE  | VALUE    |
                tinyint                  | VALUE  | VALUE    |
                smallint                 | VALUE  | VALUE    |
                integer                  | VALUE  | VALUE    |
                bigint                   | VALUE  | VALUE    |
                float                    | VALUE  | VALUE    |
                double                   | VALUE  | VALUE    |
                decimal                  | VALUE  | VALUE    |
                date                     | VALUE  | VALUE    |
                timestamp                | VALUE  | VALUE    |
                varchar                  | VALUE  | VALUE    |
                char                     | VALUE  | UNPADDED |
                varbinary                | VALUE  | VALUE    |
                array                    | TEXT   | VALUE    |
                map                      | TEXT   | VALUE    |
                row                      | TEXT   | VALUE    |
                time                     | VALUE  | REFUSED  | CAST("%s" AS varchar)
                timestamp with time zone | VALUE  | REFUSED  | CAST("%s" AT TIME ZONE 'UTC' AS timestamp(3))
                time with time zone      | VALUE  | REFUSED  | CAST("%s" AS varchar)
                interval day to second   | VALUE  | REFUSED  | CAST("%s" AS varchar)
                interval year to month   | VALUE  | REFUSED  | CAST("%s" AS varchar)
                json                     | VALUE  | REFUSED  | json_format("%s")
                uuid                     | VALUE  | REFUSED  | CAST("%s" AS varchar)
                ipaddress                | VALUE  | REFUSED  | CAST("%s" AS varchar)
                unknown                  | VALUE  | REFUSED  | CAST("%s" AS varchar)
                int                      | ABSENT | ABSENT   | integer in the catalog's words
                string                   | ABSENT | ABSENT   | varchar in the catalog's words, and in those of SHOW
                struct                   | ABSENT | ABSENT   | row in the catalog's words
                real                     | ABSENT | ABSENT   | SQL's name of what is reported as float
                geometry                 | ABSENT | ABSENT   | no engine of the stack has the geospatial functions
                """.lines().map(Passage::parse).toList();
    }

    /** How a type passes. */
    public static Passage of(WideType type) {
        return all().stream()
                .filter(passage -> passage.type.equals(type.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No line says how " + type.name() + " passes"));
    }

    /** How it passes a reader, by the word of {@code result.format}. */
    public Outcome by(String format) {
        return format.equals("unload") ? unload : text;
    }

    private static Passage parse(String line) {
        List<String> parts = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        return new Passage(
                parts.get(0),
                Outcome.valueOf(parts.get(1)),
                Outcome.valueOf(parts.get(2)),
                parts.size() > 3 ? parts.get(3) : "");
    }
}
