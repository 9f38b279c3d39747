package io.github.athenaconnect;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.failure.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keeps the page of messages what the code says, and has each of them lead to a part of the runbook;
 * {@code -Dregenerate.docs=true} writes it anew.
 */
class MessagesTest {
    private static final Path PAGE = Path.of("docs", "messages.md");
    private static final MarkdownPage RUNBOOK = MarkdownPage.of(Path.of("docs", "runbook.md"));
    private static final MessageCatalogue CATALOGUE = MessageCatalogue.read(Path.of("src/main/java"));

    private static final String HEAD = """
            # Messages

            Generated from the source; a test compares the two. To write it anew:
            `mvn test -Dtest=MessagesTest -Dregenerate.docs=true`.

            Every text of an error, by the part of the [runbook](runbook.md) that says what it means and what to do; then the
            warnings. Look for some words of yours; `…` stands for what is only known when it is said. A text is often one part of a
            message: in front of it are the query, the run and the execution (`Query 'orders', run 2026-03-01T10:00:00Z, execution
            5f5a2c1e-...`), or the key of the configuration that it is about; behind it what Athena or S3 said.
            """;

    static List<MessageCatalogue.Text> texts() {
        return CATALOGUE.errors();
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        if (Boolean.getBoolean("regenerate.docs")) {
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).content().isEqualTo(page());
    }

    @Test
    void everyTextHasAPartOfTheRunbook() {
        assertThat(texts().stream().filter(text -> RunbookRule.of(text).isEmpty()))
                .as("add a rule to RunbookRule, and if need be a part to the runbook")
                .isEmpty();
    }

    @Test
    void everyRuleIsOfUse() {
        Set<RunbookRule> used =
                texts().stream().flatMap(text -> RunbookRule.of(text).stream()).collect(toSet());

        assertThat(RunbookRule.RULES.stream().filter(rule -> !used.contains(rule)))
                .isEmpty();
    }

    @Test
    void aPageThatATextNamesIsThere() {
        assertThat(texts().stream()
                        .flatMap(text -> Pattern.compile("docs/[\\w-]+\\.md")
                                .matcher(text.words())
                                .results())
                        .map(page -> Path.of(page.group())))
                .isNotEmpty()
                .allMatch(Files::exists);
    }

    /** Not the connector's words: Connect's and Athena's. */
    private static final Set<String> WORDS_OF_OTHERS = Set.of(
            "Connector configuration is invalid and contains the following",
            "Failed to read to end of config topic",
            "Failed to read to end of config topic before performing zombie fencing",
            "failed to send record",
            "Idempotent parameters do not match");

    @Test
    void theRunbookQuotesWhatIsSaid() {
        String said = Stream.of(texts(), CATALOGUE.warnings(), CATALOGUE.news())
                .flatMap(List::stream)
                .map(MessageCatalogue.Text::words)
                .collect(joining("\n", page(), ""));
        Stream<String> quoted = RUNBOOK.found(Pattern.compile("(?s)(?<=[\\s(])\"(\\w[^\"|`]*)\""))
                .flatMap(quote ->
                        Stream.of(quote.group(1).replaceAll("\\s+", " ").split("\\.\\.\\.|\\bquery\\.orders\\.")))
                .map(String::strip)
                .filter(piece -> piece.length() > 6);

        assertThat(quoted.filter(piece -> !said.contains(piece) && !WORDS_OF_OTHERS.contains(piece)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPartOfTheRunbookSaysWhatIsSeenWhatItMeansWhatItCostsAndWhatToDo(RunbookPart part) {
        String section = Pattern.compile("(?m)^#{2,3} ")
                .splitAsStream(RUNBOOK.content())
                .filter(text -> text.startsWith(part.title() + "\n"))
                .findFirst()
                .orElse("");

        assertThat(section).contains("**You see.**", "**It means.**", "**Lost or paid.**", "**Do.**");
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfAKindIsOfThatKind(FailureKind kind) {
        assertThat(FailureKind.of(FailureExamples.of(kind))).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfAVerdictHasThatVerdict(Verdict verdict) {
        assertThat(FailureExamples.of(verdict).verdict()).isEqualTo(verdict);
    }

    private static String page() {
        return HEAD
                + "\n## Calls to AWS that failed\n\nBy their kind. Those that may pass are tried again for as long as `timeout` says."
                + "\n\n| kind | may pass | for example | runbook |\n|---|---|---|---|\n"
                + Arrays.stream(FailureKind.values()).map(MessagesTest::row).collect(joining())
                + "\n## Executions that failed\n\n| for example | what follows | runbook |\n|---|---|---|\n"
                + Arrays.stream(Verdict.values()).map(MessagesTest::row).collect(joining())
                + Arrays.stream(RunbookPart.values()).map(MessagesTest::chapter).collect(joining())
                + "\n## Warnings\n\nIn the worker's log at level WARN. The connector goes on.\n\n"
                + CATALOGUE.warnings().stream().map(MessagesTest::line).collect(joining());
    }

    private static String row(FailureKind kind) {
        return "| %s | %s | %s | %s |%n"
                .formatted(
                        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        kind.passing() ? "yes" : "no",
                        CallFailure.of(FailureExamples.of(kind)).explanation(),
                        RunbookPart.of(kind).link());
    }

    private static String row(Verdict verdict) {
        return "| %s | %s | %s |%n"
                .formatted(
                        FailureExamples.of(verdict),
                        switch (verdict) {
                            case RETRY_RUN -> "Another attempt, up to `retries`; then the task stops.";
                            case STOP_UNTIL_RESTART -> "The task stops. A restart tries again.";
                            case STOP_UNTIL_CHANGE ->
                                "The task stops. A restart does not pay again; a changed statement does.";
                        },
                        RunbookPart.of(verdict).link());
    }

    private static String chapter(RunbookPart part) {
        return "\n## " + part.title() + "\n\nWhat to do: " + part.link() + ".\n\n"
                + texts().stream()
                        .filter(text -> RunbookRule.of(text)
                                .filter(rule -> rule.part() == part)
                                .isPresent())
                        .map(MessagesTest::line)
                        .collect(joining());
    }

    private static String line(MessageCatalogue.Text text) {
        return "- `" + text.words() + "` (" + text.place() + ")\n";
    }
}
