package io.github.athenaconnect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The project's Java files, read once.
 *
 * @param contents by path
 * @param words every identifier and word in them
 */
record SourceTree(Map<Path, String> contents, Set<String> words) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    static SourceTree read() {
        Map<Path, String> contents = Stream.of("src/main/java", "src/test/java", "src/test/trino")
                .flatMap(root -> files(Path.of(root)))
                .filter(file -> file.toString().endsWith(".java"))
                .collect(Collectors.toMap(file -> file, SourceTree::content));
        Set<String> words = contents.values().stream()
                .flatMap(content -> WORD.matcher(content).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        return new SourceTree(contents, words);
    }

    /** Whether there is such a class of tests, and in it or in a class nested in it such a method, if one is named. */
    boolean hasTest(String className, @Nullable String method) {
        return contents.entrySet().stream()
                .filter(file -> file.getKey().endsWith(className + ".java"))
                .anyMatch(file -> method == null || file.getValue().contains(" void " + method + "("));
    }

    static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
