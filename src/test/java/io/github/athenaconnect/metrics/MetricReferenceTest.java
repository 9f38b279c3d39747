package io.github.athenaconnect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of the page of metrics what the code says; {@code -Dregenerate.docs=true} writes them anew. What stands around
 * them is written by hand.
 */
class MetricReferenceTest {
    private static final Path PAGE = Path.of("docs", "metrics.md");

    /** A table and the comments around it. */
    private static final Pattern TABLE =
            Pattern.compile("(<!-- generated: ([\\w ]+) -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    private static final Map<String, String> TABLES = new TreeMap<>(Map.of(
            "counts of a query", metrics(QueryCount.values()),
            "gauges of a query", metrics(QueryGauge.values()),
            "gauges of a task", metrics(TaskGauge.values()),
            "states", states()));

    @Test
    void thePageHasTheTablesOfTheCode() throws IOException {
        if (Boolean.getBoolean("regenerate.docs")) {
            Files.writeString(PAGE, withTables(Files.readString(PAGE)));
        }
        String page = Files.readString(PAGE);

        assertThat(TABLE.matcher(page).results().map(table -> table.group(2)))
                .containsExactlyInAnyOrderElementsOf(TABLES.keySet());
        assertThat(page).isEqualTo(withTables(page));
    }

    private static String withTables(String page) {
        return TABLE.matcher(page)
                .replaceAll(table -> Matcher.quoteReplacement(
                        table.group(1) + TABLES.getOrDefault(table.group(2), "") + table.group(4)));
    }

    private static String metrics(Metric[] metrics) {
        return Arrays.stream(metrics)
                .map(Metric::form)
                .map(form -> "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                form.name(),
                                form.kind().name().toLowerCase(Locale.ROOT),
                                form.unit(),
                                form.meaning(),
                                form.since()))
                .collect(Collectors.joining(
                        "", "| name | kind | unit | meaning | since |\n|---|---|---|---|---|\n", ""));
    }

    private static String states() {
        return Arrays.stream(QueryState.values())
                .map(state -> "| %d | `%s` | The query %s. |\n".formatted(state.code(), state.word(), state.meaning()))
                .collect(Collectors.joining("", "| `state` | `state-name` | meaning |\n|---|---|---|\n", ""));
    }

    @Test
    void namesAreInKafkasStyleAndUniqueAndTellWhatOnlyGrows() {
        Set<MetricForm> forms = Stream.<Metric[]>of(QueryCount.values(), QueryGauge.values())
                .flatMap(Arrays::stream)
                .map(Metric::form)
                .collect(Collectors.toSet());

        assertThat(forms).allSatisfy(form -> {
            assertThat(form.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(form.name().endsWith("-total"))
                    .as(form.name())
                    .isEqualTo(form.kind() == MetricForm.Kind.COUNTER);
            assertThat(form.meaning()).endsWith(".");
        });
        assertThat(forms.stream().map(MetricForm::name).distinct()).hasSameSizeAs(forms);
    }

    @Test
    void theNumbersOfStatesAreTheirOrder() {
        assertThat(Arrays.stream(QueryState.values()).map(QueryState::code)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }
}
