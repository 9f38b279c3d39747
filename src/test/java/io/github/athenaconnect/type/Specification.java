package io.github.athenaconnect.type;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One line of the specification files: a text under a type and a mode, and what becomes of it. */
public record Specification(String id, AthenaColumn column, TypeSettings settings, String text, Outcome outcome) {
    private static final List<String> FILES =
            List.of("numbers.csv", "decimals.csv", "dates-and-times.csv", "timestamps.csv", "text-and-bytes.csv");
    private static final Pattern TYPE_OF_TWO_PARAMETERS = Pattern.compile("(decimal)\\((\\d+),(\\d+)\\)");

    /** What is expected: a schema and a value, or an error. */
    public record Outcome(String schema, String value, String error) {
        /** Whether the text is a value, and no error. */
        public boolean isGood() {
            return !schema.isEmpty();
        }
    }

    public static Stream<Specification> all() {
        return FILES.stream().flatMap(Specification::in);
    }

    /** What another text becomes where this line's does. */
    public Object decoded(String other) {
        return RowTypes.of(List.of(column), settings).columns().get(0).decoder().decode(TextValue.of(other));
    }

    private static Stream<Specification> in(String file) {
        try (Reader reader = new InputStreamReader(
                        Objects.requireNonNull(Specification.class.getResourceAsStream("/type/" + file), file),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                        .fieldSeparator('|')
                        .quoteCharacter('`')
                        .commentStrategy(CommentStrategy.SKIP)
                        .ofNamedCsvRecord(reader)) {
            return lines.stream().map(Specification::of).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Specification of(NamedCsvRecord line) {
        Outcome outcome = new Outcome(line.getField("schema"), line.getField("value"), line.getField("error"));
        return new Specification(
                line.getField("id"),
                column(line.getField("type")),
                settings(line.getField("mode")),
                line.getField("text"),
                outcome);
    }

    private static AthenaColumn column(String type) {
        Matcher parameters = TYPE_OF_TWO_PARAMETERS.matcher(type);
        return parameters.matches()
                ? new AthenaColumn(
                        "value",
                        parameters.group(1),
                        Integer.parseInt(parameters.group(2)),
                        Integer.parseInt(parameters.group(3)))
                : new AthenaColumn("value", type, 0, 0);
    }

    private static TypeSettings settings(String mode) {
        String chosen = mode.substring(mode.indexOf('=') + 1).toUpperCase(Locale.ROOT);
        return new TypeSettings(
                "row",
                mode.startsWith("decimal.mode=") ? DecimalMode.valueOf(chosen) : DecimalMode.DECIMAL,
                mode.startsWith("timestamp.mode=") ? TimestampMode.valueOf(chosen) : TimestampMode.MILLIS);
    }

    @Override
    public String toString() {
        return id;
    }
}
