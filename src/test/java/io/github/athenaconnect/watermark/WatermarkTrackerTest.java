package io.github.athenaconnect.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.Chance;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.AthenaTypeParameter;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.FieldNames;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The maximum over rows, by type and in any order. */
class WatermarkTrackerTest {
    /** Texts of each type as Athena writes them, in ascending order, and the literal of the last. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            boolean   | false ; true                                                   | TRUE
            tinyint   | -128 ; -1 ; 0 ; 9 ; 10 ; 127                                   | TINYINT '127'
            smallint  | -32768 ; 2 ; 10                                                | SMALLINT '10'
            integer   | -2147483648 ; 9 ; 10                                           | INTEGER '10'
            bigint    | -9223372036854775808 ; 9007199254740992 ; 9007199254740993     | BIGINT '9007199254740993'
            float     | -Infinity ; -3.4028235E38 ; -0.0 ; 1.4E-45 ; 0.1 ; 16777216 ; Infinity | REAL 'Infinity'
            double    | -1.0E10 ; -2.5 ; 0.1 ; 0.30000000000000004 ; 1.0E10            | DOUBLE '1.0E10'
            decimal   | -10.00 ; 0.00 ; 9.99 ; 10.00                                   | DECIMAL '10.00'
            decimal   | 99999999999999999999999999999999999998 ; 99999999999999999999999999999999999999 | DECIMAL '99999999999999999999999999999999999999'
            date      | -0001-01-01 ; 1969-12-31 ; 1970-01-01 ; 2026-02-28 ; 10000-01-01 | DATE '+10000-01-01'
            time      | 00:00:00 ; 09:59:59.999 ; 10:00:00 ; 10:00:00.000001 ; 23:59:59.999999999999 | TIME '23:59:59.999999999999'
            timestamp | 1969-12-31 23:59:59.999 ; 2026-01-01 00:00:00 ; 2026-01-01 00:00:00.123456 | TIMESTAMP '2026-01-01 00:00:00.123456'
            timestamp | 2026-01-01 00:00:00.123456789011 ; 2026-01-01 00:00:00.123456789012 | TIMESTAMP '2026-01-01 00:00:00.123456789012'
            timestamp with time zone | 2026-07-01 12:00:00.000 Asia/Tokyo ; 2026-07-01 12:00:00.000 Europe/Berlin ; 2026-07-01 10:30:00.000 UTC ; 2026-07-01 08:00:00.500 -03:00 | TIMESTAMP '2026-07-01 11:00:00.500 UTC'
            varchar   | <empty> ; A ; Z ; a ; aa ; b ; ü ; ｆ ; 😀                             | '😀'
            string    | 10 ; 9                                                         | '9'
            char      | a   ; a b ; b                                                  | CAST('b' AS char(1))
            varbinary | 00 ; 00 00 ; 7f ; 80 ; ff                                      | X'ff'
            uuid      | 00000000-0000-0000-0000-000000000000 ; 7fffffff-ffff-ffff-ffff-ffffffffffff ; 80000000-0000-0000-0000-000000000000 ; FFFFFFFF-0000-0000-0000-000000000000 | UUID 'ffffffff-0000-0000-0000-000000000000'
            ipaddress | ::1 ; 9.0.0.1 ; 10.0.0.1 ; 200.0.0.1 ; 2001:db8::1             | IPADDRESS '2001:db8:0:0:0:0:0:1'
            """)
    void takesTheHighestValueOfEachTypeInAnyOrder(String type, String ascending, String literal) {
        long seed = Chance.seed("watermark.seed");
        List<String> texts = new ArrayList<>();
        for (String text : ascending.split(" ; ", -1)) {
            texts.add(text.replace("<empty>", ""));
        }
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(texts, new Random(seed + round));
            assertThat(Values.maximum(type, texts.toArray(String[]::new))
                            .orElseThrow()
                            .literals())
                    .as("-Dwatermark.seed=%d: %s", seed + round, texts)
                    .containsEntry("watermark", literal)
                    .containsEntry("watermark.c0", literal);
        }
    }

    @ParameterizedTest
    @CsvSource({"bigint, 7", "double, 0.5", "varchar, NULL"})
    void ignoresNulls(String type, String text) {
        assertThat(Values.maximum(type, null, text, null)).isEqualTo(Values.maximum(type, text));
        assertThat(Values.maximum(type, (String) null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "double"})
    void ignoresWhatIsNotANumber(String type) {
        assertThat(Values.maximum(type, "NaN", "1.5", "NaN")).isEqualTo(Values.maximum(type, "1.5"));
        assertThat(Values.maximum(type, "NaN")).isEmpty();
    }

    @Test
    void columnsAreNamedAsTheResultNamesThemWhateverTheirFieldsAreCalled() {
        TypeSettings adjusted = new TypeSettings(
                "t", DecimalMode.DECIMAL, TimestampMode.MILLIS, FieldNames.AVRO, AthenaTypeParameter.OMITTED);
        RowType rowType = RowTypes.of(
                List.of(
                        new AthenaColumn("changed_at", "bigint", 19, 0),
                        new AthenaColumn("changed at", "bigint", 19, 0)),
                adjusted);
        WatermarkTracker tracker = WatermarkTracker.of(List.of("changed at"), rowType, Optional.empty());

        tracker.see(column -> column == 1 ? "7" : "9");

        assertThat(tracker.maximum().orElseThrow().literals()).containsEntry("watermark", "BIGINT '7'");
    }

    @Test
    void refusesANameThatSeveralColumnsHaveSinceOneOfThemWouldBeAGuess() {
        TypeSettings adjusted = new TypeSettings(
                "t", DecimalMode.DECIMAL, TimestampMode.MILLIS, FieldNames.AVRO, AthenaTypeParameter.OMITTED);
        RowType rowType = RowTypes.of(
                List.of(
                        new AthenaColumn("changed_at", "bigint", 19, 0),
                        new AthenaColumn("changed_at", "bigint", 19, 0)),
                adjusted);

        assertThatThrownBy(() -> WatermarkTracker.of(List.of("changed_at"), rowType, Optional.empty()))
                .isInstanceOf(UnusableWatermarkException.class)
                .hasMessageContainingAll("'changed_at', which several columns", "Rename all but one in the SQL");
    }

    @Test
    void comparesSeveralColumnsAsATupleAndIgnoresRowsWithANull() {
        WatermarkTracker tracker =
                WatermarkTracker.of(List.of("c1", "c0"), Values.rowType("bigint", "date"), Optional.empty());

        see(tracker, "9", "2026-01-01");
        see(tracker, "1", "2026-01-02");
        see(tracker, "3", "2026-01-02");
        see(tracker, "2", "2026-01-02");
        see(tracker, null, "2026-01-03");
        see(tracker, "5", null);

        assertThat(tracker.maximum()).contains(Watermark.parse("c1 = DATE '2026-01-02', c0 = BIGINT '3'"));
    }

    private static void see(WatermarkTracker tracker, String... texts) {
        tracker.see(column -> texts[column]);
    }

    @Test
    void isTheSameObjectUntilAHigherValueComes() {
        WatermarkTracker tracker = WatermarkTracker.of(
                List.of("C0"), Values.rowType("bigint"), Optional.of(Watermark.parse("C0 = BIGINT '5'")));
        Optional<Watermark> before = tracker.maximum();
        see(tracker, "5");
        see(tracker, "4");

        assertThat(tracker.maximum()).isSameAs(before);
        see(tracker, "6");
        Optional<Watermark> highest = tracker.maximum();
        see(tracker, "6");
        assertThat(tracker.maximum()).isSameAs(highest).contains(Watermark.parse("C0 = BIGINT '6'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json",
                "array",
                "map(varchar, integer)",
                "row",
                "geometry",
                "interval day to second",
                "time with time zone",
                "unknown",
                "hologram"
            })
    void refusesATypeWithoutAnOrderWithTheColumnTheTypeAndWhatToDo(String type) {
        assertThatThrownBy(() -> Values.maximum(type, "x"))
                .isInstanceOf(UnusableWatermarkException.class)
                .hasMessageContainingAll("'c0'", type.replaceAll("\\(.*", ""), "CAST");
    }

    @Test
    void refusesAColumnThatIsNotThere() {
        assertThatThrownBy(() ->
                        WatermarkTracker.of(List.of("updated_at"), Values.rowType("bigint", "date"), Optional.empty()))
                .isInstanceOf(UnusableWatermarkException.class)
                .hasMessageContainingAll("'updated_at'", "c0, c1", "add the column to the statement");
        assertThatThrownBy(() ->
                        WatermarkTracker.of(List.of("c0", "C0"), Values.rowType("bigint", "date"), Optional.empty()))
                .hasMessageContaining("more than once");
    }

    @ParameterizedTest
    @CsvSource({
        "bigint, 1.5",
        "bigint, 9223372036854775808",
        "tinyint, 128",
        "bigint, ''",
        "decimal, 1e5",
        "double, 1e999",
        "date, 2026-02-30",
        "timestamp, 2026-01-01T00:00:00",
        "timestamp with time zone, 2026-01-01 00:00:00 Nowhere/Land",
        "uuid, 1-2-3",
        "ipaddress, localhost",
        "ipaddress, 1.2.3",
        "ipaddress, 300.1.1.1",
        "ipaddress, fe80::1::2",
        "varbinary, 0",
        "boolean, maybe"
    })
    void refusesATextThatIsNoneOfItsType(String type, String text) {
        assertThatThrownBy(() -> Values.maximum(type, text))
                .isInstanceOf(UnusableWatermarkException.class)
                .hasMessageContainingAll("'c0'", type, "found \"" + text + "\"");
    }

    @Test
    void refusesATextThatIsTooLongForAStatement() {
        assertThat(Values.maximum("varchar", "ü".repeat(2048))).isPresent();
        assertThatThrownBy(() -> Values.maximum("varchar", "ü".repeat(2048) + "x"))
                .isInstanceOf(UnusableWatermarkException.class)
                .hasMessageContainingAll("4096 bytes", "4097");
    }
}
