package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the pages point at is there: tests that prove a promise, files of a recipe, pages behind a link. */
class DocumentationTest {
    private static final Pattern TEST = Pattern.compile("\\b([A-Z][a-z]\\w*(?:Test|IT))\\b(?:#(\\w+))?");
    private static final Pattern FILE =
            Pattern.compile("`((?:[\\w.-]+/)*[\\w.-]+\\.(?:java|csv|md|json|properties|xml|config|txt))`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

    /** Where a file of a recipe may be looked up from. */
    private static final List<Path> ROOTS = List.of(
            Path.of(""),
            Path.of("docs"),
            Path.of("config"),
            Path.of("src/main/java/io/github/athenaconnect"),
            Path.of("src/test/java/io/github/athenaconnect"),
            Path.of("src/test/java/io/github/athenaconnect/localstack"),
            Path.of("src/test/resources"));

    static Stream<Path> pages() {
        return Stream.concat(files(Path.of(""), 1), files(Path.of("docs"), 3))
                .filter(file -> file.toString().endsWith(".md"));
    }

    @Test
    void pagesAreFound() {
        assertThat(pages()).contains(Path.of("CONTRIBUTING.md"), Path.of("docs", "delivery.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesOnlyTestsThatExist(Path page) {
        assertThat(found(TEST, page).filter(reference -> !isTest(reference.group(1), reference.group(2))))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesOnlyFilesThatExist(Path page) {
        assertThat(found(FILE, page)
                        .map(reference -> reference.group(1))
                        .filter(file -> ROOTS.stream().noneMatch(root -> Files.exists(root.resolve(file)))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksOnlyToPagesThatExist(Path page) {
        assertThat(found(LINK, page)
                        .map(link -> link.group(1))
                        .filter(target -> !Files.exists(page.resolveSibling(target))))
                .isEmpty();
    }

    /** Whether there is such a class of tests, and in it or in a class nested in it such a method, if one is named. */
    private static boolean isTest(String className, @Nullable String method) {
        return files(Path.of("src/test/java"), Integer.MAX_VALUE)
                .filter(file -> file.endsWith(className + ".java"))
                .anyMatch(file -> method == null || content(file).contains(" void " + method + "("));
    }

    private static Stream<MatchResult> found(Pattern pattern, Path page) {
        return pattern.matcher(content(page)).results();
    }

    private static String content(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> files(Path directory, int depth) {
        try (Stream<Path> files = Files.walk(directory, depth)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
