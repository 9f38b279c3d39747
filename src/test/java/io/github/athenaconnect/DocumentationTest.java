package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.config.ConnectorConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the pages point at is there: tests that prove a promise, files, classes and keys that they name, places behind links. */
class DocumentationTest {
    private static final Pattern TEST = Pattern.compile("\\b([A-Z][a-z]\\w*(?:Test|IT))\\b(?:#(\\w+))?");
    private static final Pattern FILE =
            Pattern.compile("`((?:[\\w.-]+/)*[\\w.-]+\\.(?:java|csv|md|json|properties|xml|config|txt))`");

    /** Where a file of a recipe may be looked up from. */
    private static final List<Path> ROOTS = List.of(
            Path.of(""),
            Path.of("docs"),
            Path.of("config"),
            Path.of("config/msk-connect"),
            Path.of("src/main/java/io/github/athenaconnect"),
            Path.of("src/test/java/io/github/athenaconnect"),
            Path.of("src/test/java/io/github/athenaconnect/localstack"),
            Path.of("src/test/resources"));

    private static final Path INDEX = Path.of("docs", "README.md");
    private static final SourceTree SOURCES = SourceTree.read();

    static Stream<MarkdownPage> pages() {
        return Stream.of(topLevel(), SourceTree.files(Path.of("docs")), SourceTree.files(Path.of("config")))
                .flatMap(files -> files)
                .filter(file -> file.toString().endsWith(".md"))
                .sorted()
                .map(MarkdownPage::of);
    }

    private static Stream<Path> topLevel() {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void pagesAreFound() {
        assertThat(pages()).extracting(MarkdownPage::path).contains(Path.of("CONTRIBUTING.md"), INDEX);
    }

    @Test
    void theIndexLeadsToEveryPage() {
        Set<Path> linked = MarkdownPage.of(INDEX)
                .links()
                .map(link -> INDEX.resolveSibling(link.target()).normalize())
                .collect(Collectors.toSet());

        assertThat(pages().map(MarkdownPage::path).filter(page -> page.startsWith("docs") && !page.equals(INDEX)))
                .as("each with a link under its question in %s", INDEX)
                .allMatch(linked::contains);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesOnlyTestsThatExist(MarkdownPage page) {
        assertThat(page.found(TEST).filter(test -> !SOURCES.hasTest(test.group(1), test.group(2))))
                .extracting(test -> test.group())
                .isEmpty();
    }

    /** The archive has {@code config} as {@code etc}. */
    @ParameterizedTest
    @MethodSource("pages")
    void namesOnlyFilesThatExist(MarkdownPage page) {
        assertThat(page.found(FILE)
                        .map(reference -> reference.group(1).replaceFirst("^etc/", "config/"))
                        .filter(file -> ROOTS.stream().noneMatch(root -> Files.exists(root.resolve(file)))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksOnlyToPlacesThatExist(MarkdownPage page) {
        assertThat(page.links().filter(link -> !leadsSomewhere(page, link))).isEmpty();
    }

    private static boolean leadsSomewhere(MarkdownPage page, MarkdownPage.Link link) {
        Path target = link.target().isEmpty() ? page.path() : page.path().resolveSibling(link.target());
        return Files.exists(target)
                && (link.anchor().isEmpty() || MarkdownPage.of(target).anchors().contains(link.anchor()));
    }

    /** Of Connect, for users only. */
    private static final Set<String> NOT_IN_THE_CODE =
            Set.of("StringConverter", "ValueToKey", "RecordTooLargeException");

    /** Classes of ours, and those of the SDK, Kafka and the JDK that the code has to do with. */
    @ParameterizedTest
    @MethodSource("pages")
    void namesOnlyClassesThatTheCodeKnows(MarkdownPage page) {
        Predicate<String> className =
                Pattern.compile("[A-Z][a-z]+(?:[A-Z][a-z]+)+").asMatchPredicate();

        assertThat(page.code()
                        .filter(className)
                        .filter(name -> !NOT_IN_THE_CODE.contains(name))
                        .filter(name -> !SOURCES.words().contains(name)))
                .isEmpty();
    }

    @Nested
    class AKey {
        private static final Pattern OWN = Pattern.compile("(?:aws|athena|query)\\.[a-z<][\\w<>.-]*\\*?");
        private static final Pattern ASSIGNED = Pattern.compile("([a-z]\\w*(?:[.<>-]\\w+)+)=.*");
        private static final Pattern LINE = Pattern.compile("^([\\w.<>-]+) *=", Pattern.MULTILINE);
        private static final Pattern OF_QUERY = Pattern.compile("query\\.(?:[\\w-]+|<name>)\\.(.+)");

        /** Of Kafka, Connect and this build, as far as pages show them with a value. */
        private static final Set<String> OF_OTHERS = Stream.of(
                        ProducerConfig.configNames().stream(),
                        SourceConnectorConfig.configDef().names().stream(),
                        Stream.of(
                                "connector.class",
                                "connector.client.config.override.policy",
                                "plugin.path",
                                "plugin.discovery",
                                "isolation.level",
                                "exactly.once.source.support",
                                "offsets.storage.topic",
                                "schemas.enable",
                                "cleanup.policy",
                                "retention.ms",
                                "message.timestamp.type",
                                "delete.enabled",
                                "admin.listeners"))
                .flatMap(names -> names)
                .collect(Collectors.toSet());

        private static final Set<String> KEYS =
                ConnectorConfiguration.definition().names();

        static Stream<MarkdownPage> pages() {
            return DocumentationTest.pages();
        }

        @ParameterizedTest
        @MethodSource("pages")
        void ofTheConnectorIsOneThatItHas(MarkdownPage page) {
            assertThat(page.code()
                            .flatMap(code -> OWN.matcher(code).results())
                            .filter(match -> match.start() == 0)
                            .map(match -> match.group())
                            .filter(key -> !isKnown(key) && !isInTheCode(key)))
                    .isEmpty();
        }

        @ParameterizedTest
        @MethodSource("pages")
        void withAValueIsOneOfTheConnectorOrOfKafka(MarkdownPage page) {
            Stream<String> inline = page.code()
                    .flatMap(code -> ASSIGNED.matcher(code).results())
                    .filter(match -> match.start() == 0)
                    .map(match -> match.group(1));
            Stream<String> blocks = page.blocks("properties")
                    .flatMap(block -> LINE.matcher(block).results())
                    .map(match -> match.group(1));

            assertThat(Stream.concat(inline, blocks)
                            .filter(key -> !isKnown(key) && !isKnown("query.default." + key) && !isOfOthers(key)))
                    .isEmpty();
        }

        private static boolean isKnown(String key) {
            var ofQuery = OF_QUERY.matcher(key);
            String full = ofQuery.matches() ? "query.default." + ofQuery.group(1) : key;
            String beginning = full.replaceFirst("(?:\\*|<key>)$", "");
            return KEYS.contains(full)
                    || (beginning.endsWith(".") && KEYS.stream().anyMatch(known -> known.startsWith(beginning)));
        }

        /** Of headers, of a schema's parameter, of switches of the JVM: names that begin like keys and are none. */
        private static boolean isInTheCode(String name) {
            return SOURCES.contents().entrySet().stream()
                    .anyMatch(file -> file.getKey().startsWith("src/main")
                            && file.getValue().contains('"' + name + '"'));
        }

        private static boolean isOfOthers(String key) {
            return OF_OTHERS.contains(key.replaceFirst("^(?:producer|consumer)\\.override\\.", ""));
        }
    }
}
