package io.github.athenaconnect.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.github.athenaconnect.MachineTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The readings of cron expressions in both dialects, by example and against two oracles. */
class CronExpressionTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 10, 10, 7, 31);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/15 * * * *         | 2026-03-10T10:00    | 2026-03-10T10:15",
                "7 10 * * *           | 2026-03-10T10:07    | 2026-03-11T10:07",
                "8 10 * * *           | 2026-03-09T10:08    | 2026-03-10T10:08",
                "0 6 * * mon-fri      | 2026-03-10T06:00    | 2026-03-11T06:00",
                "0 0 13 * FRI         | 2026-03-06T00:00    | 2026-03-13T00:00",
                "0 0 */2 * MON        | 2026-03-09T00:00    | 2026-03-23T00:00",
                "0 0 * * 7            | 2026-03-08T00:00    | 2026-03-15T00:00",
                "0 0 * * 0            | 2026-03-08T00:00    | 2026-03-15T00:00",
                "0 0 * * FRI-SUN      | 2026-03-08T00:00    | 2026-03-13T00:00",
                "0 22-4/2 * * *       | 2026-03-10T04:00    | 2026-03-10T22:00",
                "5/20 * * * *         | 2026-03-10T10:05    | 2026-03-10T10:25",
                "0 0 1 1 *            | 2026-01-01T00:00    | 2027-01-01T00:00",
                "0 0 29 2 *           | 2024-02-29T00:00    | 2028-02-29T00:00",
                "0/10 * * * * ?       | 2026-03-10T10:07:30 | 2026-03-10T10:07:40",
                "0 0 0 ? * 1          | 2026-03-08T00:00    | 2026-03-15T00:00",
                "0 0 0 ? * L          | 2026-03-07T00:00    | 2026-03-14T00:00",
                "0 0 0 ? * 6L         | 2026-02-27T00:00    | 2026-03-27T00:00",
                "0 0 0 ? * FRI#2      | 2026-02-13T00:00    | 2026-03-13T00:00",
                "0 0 0 ? * 2#5        | 2025-12-29T00:00    | 2026-03-30T00:00",
                "0 0 0 L * ?          | 2026-02-28T00:00    | 2026-03-31T00:00",
                "0 0 0 L-2 * ?        | 2026-02-26T00:00    | 2026-03-29T00:00",
                "0 0 0 LW * ?         | 2026-02-27T00:00    | 2026-03-31T00:00",
                "0 0 0 15W * ?        | 2026-02-16T00:00    | 2026-03-16T00:00",
                "0 0 0 1W 8 ?         | 2025-08-01T00:00    | 2026-08-03T00:00",
                "0 0 0 31W * ?        | 2026-01-30T00:00    | 2026-03-31T00:00",
                "0 0 0 1W,15 * ?      | 2026-03-02T00:00    | 2026-03-15T00:00",
                "0 30 12 1 1 ? 2099   |                     | 2099-01-01T12:30",
                "0 30 12 1 1 ? 2020   | 2020-01-01T12:30    |",
                "0 0 0 1 1 ? 2020/4   | 2024-01-01T00:00    | 2028-01-01T00:00",
            })
    void isDueWhereItMatches(String text, LocalDateTime latest, LocalDateTime next) {
        CronExpression expression = CronExpression.parse(text);

        assertThat(expression.latest(NOW).orElse(null)).isEqualTo(latest);
        assertThat(expression.next(NOW).orElse(null)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *        | the minute takes 0-59, * or a list, range or step; found \"60\"",
                "* 25 * * *        | the hour takes 0-23",
                "0 0 0 * *         | the day of month takes 1-31",
                "0 0 * 13 *        | the month takes 1-12 or JAN-DEC",
                "0 0 * * 8         | the day of week takes 0-7 or SUN-SAT, where 0 and 7 are Sunday",
                "0 0 * * MONDAY    | found \"MONDAY\"",
                "0 0 L * *         | the day of month takes 1-31",
                "0 0 ? * *         | the day of month takes 1-31",
                "*/0 * * * *       | found \"*/0\"",
                "*/61 * * * *      | found \"*/61\"",
                "1,,2 * * * *      | found \"\"",
                "1-2-3 * * * *     | found \"1-2-3\"",
                "1/2/3 * * * *     | found \"1/2/3\"",
                "-1 * * * *        | found \"-1\"",
                "99999999999 * * * * | found \"99999999999\"",
                "* * * *           | there are 5 fields (minute, hour, day of month, month, day of week), or 6 or 7",
                "* * * * * * * *   | found 8",
                "0 0 0 * * *       | either the day of month or the day of week is ?, and not both; found \"*\" and \"*\"",
                "0 0 0 ? * ?       | found \"?\" and \"?\"",
                "60 0 0 * * ?      | the second takes 0-59",
                "0 0 0 32W * ?     | found \"32W\"",
                "0 0 0 W * ?       | found \"W\"",
                "0 0 0 L-31 * ?    | found \"L-31\"",
                "0 0 0 ? * 0       | 1-7 or SUN-SAT, where 1 is Sunday",
                "0 0 0 ? * 2#6     | found \"2#6\"",
                "0 0 0 ? * 8L      | found \"8L\"",
                "0 0 0 * * ? 1969  | the year takes 1970-2099",
                "0 0 30 2 *        | no year has such a day",
                "0 0 31 4,6 *      | no year has such a day",
                "0 0 0 29 2 ? 2023 | no year has such a day",
            })
    void saysWhichFieldIsWrong(String text, String words) {
        assertThatThrownBy(() -> CronExpression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be a cron expression, but in \"" + text + "\" ")
                .hasMessageContaining(words);
    }

    @Test
    void isTheSameHoweverItIsSpacedAndSpelt() {
        assertThat(CronExpression.parse(" 0  6 * * mon "))
                .isEqualTo(CronExpression.parse("0 6 * * MON"))
                .hasSameHashCodeAs(CronExpression.parse("0 6 * * MON"))
                .isNotEqualTo(CronExpression.parse("0 6 * * TUE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 29 2 *", "0 0 0 ? 2 MON#5", "* * * * *", "0 0 0 1 1 ? 2020", "0 0 0 1 1 ? 2099"})
    void isFoundWithoutTryingEveryMinute(String text) {
        CronExpression expression = CronExpression.parse(text);
        try (MachineTime time = MachineTime.begin()) {
            for (int year = 1970; year < 2100; year++) {
                expression.next(LocalDateTime.of(year, 3, 1, 0, 0));
                expression.latest(LocalDateTime.of(year, 2, 28, 0, 0));
            }

            // 260 searches; a search through the minutes of 40 years would take seconds each.
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Nested
    class AgreesWith {
        private static final long SEED = 20_261_122;
        private static final int DAYS = 366 * 13;
        private static final int MOMENTS = 4;

        static Stream<RandomCron> expressions() {
            Random random = new Random(SEED);
            return Stream.<Function<Random, RandomCron>>of(RandomCron::unix, RandomCron::quartz)
                    .flatMap(dialect ->
                            Stream.generate(() -> dialect.apply(random)).limit(300))
                    .filter(AgreesWith::isEverDue);
        }

        private static boolean isEverDue(RandomCron cron) {
            return cron.next(LocalDateTime.of(1999, 12, 31, 0, 0), 366 * 40).isPresent();
        }

        private static List<LocalDateTime> moments(String text) {
            Random random = new Random(text.hashCode());
            return Stream.generate(
                            () -> LocalDateTime.of(2020, 1, 1, 0, 0).plusSeconds(random.nextInt(12 * 365 * 86_400)))
                    .limit(MOMENTS)
                    .toList();
        }

        @ParameterizedTest
        @MethodSource("expressions")
        void aMeaningThatWasMadeUpBeforeTheExpression(RandomCron cron) {
            CronExpression expression = CronExpression.parse(cron.text());

            assertThat(expression.isOfEveryHour()).isEqualTo(cron.isOfEveryHour());
            assertThat(moments(cron.text())).allSatisfy(moment -> {
                cron.next(moment, DAYS).ifPresent(next -> {
                    assertThat(expression.next(moment)).contains(next);
                    assertThat(expression.latest(next)).contains(next);
                });
                cron.latest(moment, DAYS)
                        .ifPresent(
                                latest -> assertThat(expression.latest(moment)).contains(latest));
            });
        }

        @Test
        void aLibraryWhereThatReadsTheSame() {
            CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            Random random = new Random(SEED);
            List<RandomCron> known = Stream.generate(() -> RandomCron.unix(random))
                    .limit(400)
                    .filter(AgreesWith::isEverDue)
                    .filter(cron -> isReadTheSame(cron.text()))
                    .toList();

            assertThat(known).hasSizeGreaterThan(200).allSatisfy(cron -> {
                ExecutionTime library = ExecutionTime.forCron(parser.parse(cron.text()));
                CronExpression expression = CronExpression.parse(cron.text());
                assertThat(moments(cron.text()))
                        .allSatisfy(moment -> assertThat(expression.next(moment))
                                .isEqualTo(library.nextExecution(moment.atZone(ZoneOffset.UTC))
                                        .map(ZonedDateTime::toLocalDateTime)));
            });
        }

        /** The library takes no ranges that begin with Sunday or pass it, and any {@code *}/n for a restriction. */
        private static boolean isReadTheSame(String text) {
            String[] fields = text.split(" ", -1);
            return !fields[4].matches("[A-Z]+-[A-Z]+") && !fields[2].startsWith("*/") && !fields[4].startsWith("*/");
        }
    }
}
