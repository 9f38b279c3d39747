package io.github.athenaconnect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, as far as tests ask for it: places that links lead to, links, and code.
 *
 * @param path relative to the top of the project
 */
record MarkdownPage(Path path, String content) {
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?)\\s*$", Pattern.MULTILINE);
    private static final Pattern FENCED =
            Pattern.compile("^ *```(\\w*)\\n(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    /** A link to a file of the project, its path relative to that of the page, empty for the page itself. */
    record Link(String target, String anchor) {}

    static MarkdownPage of(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Stream<Link> links() {
        return LINK.matcher(prose())
                .results()
                .map(link -> new Link(link.group(1), link.group(2) == null ? "" : link.group(2)));
    }

    /** Where links into the page may lead, as GitHub names the places: repeated headings are numbered from 1. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(prose())
                .results()
                .map(heading -> anchorOf(heading.group(1)))
                .forEach(anchor -> {
                    int before = seen.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                });
        return anchors;
    }

    static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("\\]\\([^)]*\\)", "")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** What stands in backquotes within a line. */
    Stream<String> code() {
        return INLINE.matcher(prose()).results().map(code -> code.group(1));
    }

    /** The blocks of one language. */
    Stream<String> blocks(String language) {
        return FENCED.matcher(content)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    Stream<MatchResult> found(Pattern pattern) {
        return pattern.matcher(content).results();
    }

    private String prose() {
        return FENCED.matcher(content).replaceAll("");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
