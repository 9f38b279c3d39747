package io.github.athenaconnect.type;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;

/** One line of the specification of nested values: a text, the type it is declared to be of, and what becomes of it. */
public record NestedSpecification(
        String id, AthenaColumn column, TypeSettings settings, String text, String value, String error) {
    /** Lines of Athena's own text. */
    public static Stream<NestedSpecification> ofText() {
        return in("nested-text.csv", "");
    }

    /** Lines of JSON. */
    public static Stream<NestedSpecification> ofJson() {
        return in("nested-json.csv", "json");
    }

    public static Stream<NestedSpecification> all() {
        return Stream.concat(ofText(), ofJson());
    }

    private static Stream<NestedSpecification> in(String file, String reported) {
        try (Reader reader = new InputStreamReader(
                        Objects.requireNonNull(NestedSpecification.class.getResourceAsStream("/type/" + file), file),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                        .fieldSeparator('|')
                        .quoteCharacter('`')
                        .commentStrategy(CommentStrategy.SKIP)
                        .ofNamedCsvRecord(reader)) {
            return lines.stream().map(line -> of(line, reported)).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A text in the words of Athena, of which nothing is expected. */
    static NestedSpecification of(String declared, String text) {
        return new NestedSpecification(text, column(declared, ""), settings("", declared), text, "", "");
    }

    private static NestedSpecification of(NamedCsvRecord line, String reported) {
        String declared = line.getField("declared");
        return new NestedSpecification(
                line.getField("id"),
                column(declared, reported),
                settings(line.getField("mode"), declared),
                line.getField("text"),
                line.getField("value"),
                line.getField("error"));
    }

    private static AthenaColumn column(String declared, String reported) {
        String outermost = declared.substring(0, declared.indexOf('('));
        return new AthenaColumn("v", reported.isEmpty() ? outermost : reported, 0, 0);
    }

    private static TypeSettings settings(String mode, String declared) {
        String chosen = mode.substring(mode.indexOf('=') + 1).toUpperCase(Locale.ROOT);
        return new TypeSettings(
                "row",
                mode.startsWith("decimal.mode=") ? DecimalMode.valueOf(chosen) : DecimalMode.DECIMAL,
                mode.startsWith("timestamp.mode=") ? TimestampMode.valueOf(chosen) : TimestampMode.MILLIS,
                FieldNames.AS_IS,
                AthenaTypeParameter.OMITTED,
                DeclaredTypes.parse("v " + declared));
    }

    /** A value as the files write it. */
    public static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(NestedSpecification::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> shown(entry.getKey()) + "=" + shown(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Struct struct) {
            return struct.schema().fields().stream()
                    .map(field -> field.name() + "=" + shown(struct.get(field)))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Date moment) {
            return moment.toInstant().toString();
        }
        String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
        return text.replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return id;
    }
}
