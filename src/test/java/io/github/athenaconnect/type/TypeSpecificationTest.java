package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the specification files against the types, under the worker's locale and time zone and under stranger ones. */
class TypeSpecificationTest {
    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.type.Specification#all")
    void textBecomesWhatTheSpecificationSays(Specification line) {
        check(line);
    }

    @Test
    void noLineIsThereTwice() {
        assertThat(Specification.all().map(line -> line.id() + line.column() + line.settings()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyTypeNameIsSpecified() {
        assertThat(Specification.all().map(line -> line.column().typeName())).containsAll(AthenaType.allNames());
    }

    @Nested
    class UnderAnotherWorkersSettings {
        @ParameterizedTest
        @MethodSource("io.github.athenaconnect.type.TypeSpecificationTest#strangeSettings")
        void nothingChanges(Locale locale, TimeZone zone) {
            Locale formerLocale = Locale.getDefault();
            TimeZone formerZone = TimeZone.getDefault();
            try {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
                Specification.all().forEach(TypeSpecificationTest::check);
            } finally {
                Locale.setDefault(formerLocale);
                TimeZone.setDefault(formerZone);
            }
        }
    }

    static Stream<Arguments> strangeSettings() {
        return Map.of(
                        "tr-TR", "Pacific/Apia",
                        "ar-EG-u-nu-arab", "America/Sao_Paulo",
                        "th-TH-u-ca-buddhist-nu-thai", "Asia/Kathmandu")
                .entrySet()
                .stream()
                .map(each -> Arguments.of(Locale.forLanguageTag(each.getKey()), TimeZone.getTimeZone(each.getValue())));
    }

    private static void check(Specification line) {
        RowType row = RowTypes.of(List.of(line.column()), line.settings());
        Column column = row.columns().get(0);
        Specification.Outcome outcome = line.outcome();
        if (!outcome.isGood()) {
            assertThatThrownBy(() -> column.decoder().decode(TextValue.of(line.text())))
                    .isInstanceOf(UndecodableTextException.class)
                    .hasMessage(outcome.error());
        } else {
            Object value = column.decoder().decode(TextValue.of(line.text()));
            assertThat(Described.schema(column.field().schema())).isEqualTo(outcome.schema());
            assertThat(Described.value(value)).isEqualTo(outcome.value());
            new Struct(row.schema()).put(column.field(), value).validate();
        }
    }
}
