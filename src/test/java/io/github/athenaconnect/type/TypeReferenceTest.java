package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** Keeps the page of types what the code and the specification files say; {@code -Dregenerate.docs=true} writes it anew. */
class TypeReferenceTest {
    private static final Path PAGE = Path.of("docs", "types.md");
    private static final String HEAD = """
            # Types

            Generated from the code and from the specification files in `src/test/resources/type`; a test compares them. To
            write it anew: `mvn test -Dtest=TypeReferenceTest -Dregenerate.docs=true`.

            - A row becomes a Struct. Its schema is made once per result, from the types Athena reports, and is named by
              `query.<name>.schema.name`, or `<database>.<query>` if that is unset.
            - Fields have the labels of the result's columns, in their order. A column without a label, or two columns with
              the same one, stop the query with a message that says what to write in the SQL, unless [names](#names) are
              adjusted.
            - Every field is optional. SQL's NULL is null; an empty text is an empty text.
            - A type that is not listed here becomes its text.
            - Nothing is lost silently. A text that its field cannot hold stops the query, after the rows before it were
              delivered; the message names row, column, type and what to change.
            - JsonConverter and Avro's mapping of Connect's data take every row, key and record of the run log, and give back
              what they were given: ConvertersTest and RecordConvertersTest. Avro needs `field.names=avro` where a name has
              characters that it knows not; JSON has no number for NaN, the infinities and a zero with a sign.
            - Below, bytes are shown in hexadecimal, dates and times as the instant that Connect's logical type holds.
            """;

    private static final String NESTED = """

            An `array`, `map`, `row` or `struct` is the text Athena writes, unless its type is declared with
            `query.<name>.nested.types`. The text is not quoted or escaped inside (`[a, b]` may be two elements or one); what
            always becomes a true array, map or struct is `CAST(column AS JSON)` with a declared type, or the files of
            `result.format=unload`: see [arrays, maps and rows](nested-types.md). The white space in the text of a `varbinary` means nothing. A `real` or `double` is the nearest one to the text.
            """;

    private static final String PARTS = """

            ## Arrays, maps and rows

            With `result.format=unload` ([results](results.md)), and where their types are [declared](nested-types.md), columns with parts keep
            them; parts that have none become what columns become here, with the same settings:

            | Athena type | Connect schema |
            |---|---|
            | `array(t)` | `ARRAY` of the optional schema of `t` |
            | `map(k, v)` | `MAP`; keys are not optional, as they are never NULL; values are. If keys do not become `STRING`, the schema is named as that of a row, since Avro's converters make records of the entries |
            | `row(...)` | `STRUCT` of optional fields, named by the row's schema and the path of its column: `shop.orders.address`. A row that is an array's element has the array's path; one in a map has `.key` or `.value` behind it. Should two paths meet, the later name gets `_2`. |
            """;

    private static final String NAMES = """

            ## Names

            By `query.<name>.field.names`. Keys such as `key.columns` and `watermark.columns` name columns by their labels,
            whatever their fields are called.

            | | `as_is` | `avro` |
            |---|---|---|
            | a label such as `_col0`, `order_id`, `Castle` | the field's name | the field's name |
            | a label such as `order id`, `a.b`, `1st` | the field's name | `order_id`, `a_b`, `_1st`: what Avro does not take becomes `_` |
            | a name that is there already, such as `order_id` beside `order id` | | `order_id_2`, or the next free number, in the order of the columns; a name that was legal keeps it |
            | labels that differ in case only | different fields | different fields, as they are to Avro |
            | two columns with the same label | an error, with what to write | the second gets `_2` |
            | no label | an error, with what to write | `_col` and its place, from 0 |
            | fields of rows inside of a value | the same rules; a name that is there twice is an error | the same rules |
            | names of schemas | as configured, with the names of columns behind | each part between dots by the same rules |

            With `query.<name>.schema.athena.types=true` the schema of each field, those of rows inside of a value included,
            has the parameter `athena.type`: the type as SQL writes it, such as `decimal(10,2)`, `timestamp with time zone`,
            or `array(row(a integer))` where the parts are known. Lengths of texts and the precision of times are left out, as
            not every form of a result tells them.
            """;

    private static final String DECIMALS = """

            ## Decimals

            By `query.<name>.decimal.mode`. `Decimal` is Connect's, of the column's scale, with the precision in the schema
            parameter `connect.decimal.precision`. Only `double` may lose digits, as was asked of it; `best_fit` takes a
            double where it gives all digits back.

            """;

    private static final String TIMESTAMPS = """

            ## Timestamps

            By `query.<name>.timestamp.mode`. A `timestamp` has no zone and is taken as UTC, whatever the worker's own zone.
            A `timestamp with time zone` becomes the instant it stands for; its zone is kept by `string` only. The hour that
            a named zone has twice is taken as the first of the two.

            """;

    private static final String REFUSED = """

            ## What is refused, and what to do

            Texts that another setting, or another SQL, makes fit. What is no value of its type at all is refused too.

            """;

    @Test
    void thePageIsWhatTheCodeAndTheSpecificationSay() throws IOException {
        if (Boolean.getBoolean("regenerate.docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).content().isEqualTo(page());
    }

    private static String page() {
        return HEAD
                + types()
                + NESTED
                + PARTS
                + NAMES
                + DECIMALS
                + decimals()
                + TIMESTAMPS
                + timestamps()
                + REFUSED
                + refused();
    }

    /** One line for neighbours in the table of types that become the same. */
    private static String types() {
        Map<String, List<String>> namesByLine = AthenaType.allNames().stream()
                .collect(Collectors.groupingBy(
                        TypeReferenceTest::outcomeOf,
                        LinkedHashMap::new,
                        Collectors.mapping(name -> name, Collectors.toList())));
        return "\n| Athena type | Connect schema | for example |\n|---|---|---|\n"
                + namesByLine.entrySet().stream()
                        .map(line -> "| %s | %s | %s |\n"
                                .formatted(
                                        line.getValue().stream()
                                                .map(TypeReferenceTest::code)
                                                .collect(Collectors.joining(", ")),
                                        line.getKey(),
                                        exampleOf(line.getValue().get(0))))
                        .collect(Collectors.joining());
    }

    private static String outcomeOf(String type) {
        return described(schemaOf(new AthenaColumn("value", type, 10, 2), DecimalMode.DECIMAL, TimestampMode.MILLIS));
    }

    private static String exampleOf(String type) {
        return firstDecoded(line -> line.column().typeName().equals(type)
                        && line.settings().decimalMode() == DecimalMode.DECIMAL
                        && line.settings().timestampMode() == TimestampMode.MILLIS)
                .orElseThrow(() -> new AssertionError("The specification files have no value of type " + type));
    }

    private static String decimals() {
        List<AthenaColumn> samples = Stream.of("2,0", "4,0", "9,0", "18,0", "19,0", "15,2", "16,2")
                .map(parameters -> parameters.split(",", 2))
                .map(parameters -> new AthenaColumn(
                        "value", "decimal", Integer.parseInt(parameters[0]), Integer.parseInt(parameters[1])))
                .toList();
        return table("type", DecimalMode.values())
                + samples.stream()
                        .map(sample -> row(
                                code("decimal(" + sample.precision() + "," + sample.scale() + ")"),
                                Arrays.stream(DecimalMode.values())
                                        .map(mode -> described(schemaOf(sample, mode, TimestampMode.MILLIS)))))
                        .collect(Collectors.joining());
    }

    private static String timestamps() {
        return "| mode | Connect schema | `timestamp`, for example | `timestamp with time zone`, for example |\n|---|---|---|---|\n"
                + Arrays.stream(TimestampMode.values())
                        .map(mode -> row(
                                code(word(mode)),
                                Stream.of(
                                        described(schemaOf(
                                                new AthenaColumn("value", "timestamp", 3, 0),
                                                DecimalMode.DECIMAL,
                                                mode)),
                                        timestampExample("timestamp", mode),
                                        timestampExample("timestamp with time zone", mode))))
                        .collect(Collectors.joining());
    }

    private static String timestampExample(String type, TimestampMode mode) {
        return firstDecoded(line ->
                        line.column().typeName().equals(type) && line.settings().timestampMode() == mode)
                .orElseThrow(() -> new AssertionError("The specification files have no " + type + " in mode " + mode));
    }

    /** Those of the specification's errors that name a remedy after a semicolon. */
    private static String refused() {
        return "| type | settings | text | message |\n|---|---|---|---|\n"
                + Specification.all()
                        .filter(line -> line.outcome().error().contains("\"; "))
                        .map(line -> row(
                                code(line.column().typeName()),
                                Stream.of(
                                        settings(line),
                                        code(line.text()),
                                        line.outcome().error())))
                        .collect(Collectors.joining());
    }

    private static String settings(Specification line) {
        return line.column().typeName().startsWith("timestamp")
                ? code("timestamp.mode=" + word(line.settings().timestampMode()))
                : "any";
    }

    private static Optional<String> firstDecoded(Predicate<Specification> wanted) {
        return Specification.all()
                .filter(line -> line.outcome().isGood())
                .filter(wanted)
                .findFirst()
                .map(line -> code(line.text()) + " is " + code(line.outcome().value()));
    }

    private static Schema schemaOf(AthenaColumn column, DecimalMode decimals, TimestampMode timestamps) {
        return RowTypes.of(List.of(column), new TypeSettings("row", decimals, timestamps))
                .schema()
                .field("value")
                .schema();
    }

    private static String described(Schema schema) {
        return schema.name() == null
                ? code(schema.type().name())
                : code(schema.name().substring(schema.name().lastIndexOf('.') + 1)) + " ("
                        + schema.type().name() + ")";
    }

    private static String table(String first, Enum<?>[] modes) {
        return row(first, Arrays.stream(modes).map(mode -> code(word(mode))))
                + row("---", Arrays.stream(modes).map(mode -> "---"));
    }

    private static String row(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
