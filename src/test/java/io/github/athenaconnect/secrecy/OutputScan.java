package io.github.athenaconnect.secrecy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The last step of a build: searches all that its tests, their workers and the REST interfaces of these have put out, and the
 * traces of whatever failed, for secrets.
 */
public final class OutputScan {
    private static final Pattern TEST = Pattern.compile("<testcase name=\"([^\"]*)\"(?: classname=\"([^\"]*)\")?");

    private static final int MOST_PER_FILE = 5;

    private OutputScan() {}

    /** Searches the files below the directories that are named, and fails if there is a secret in one, or if there are no files. */
    public static void main(String[] directories) throws IOException {
        List<Path> roots = Arrays.stream(directories).map(Path::of).toList();
        if (!isClean(roots, System.out)) {
            System.exit(1);
        }
    }

    /**
     * Searches all files below {@code roots}, of which some may be missing.
     *
     * @param report told where each secret stands, and which test was running; no secret is repeated in it
     */
    static boolean isClean(List<Path> roots, PrintStream report) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            files.addAll(filesBelow(root));
        }
        if (files.isEmpty()) {
            report.println("Nothing to search for secrets below " + roots + ": have the tests run?");
            return false;
        }
        long leaks = 0;
        long characters = 0;
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            List<Leak> found = LeakScanner.scan(text);
            found.stream()
                    .limit(MOST_PER_FILE)
                    .forEach(leak -> report.println("A secret was put out: " + file + ", " + leak + test(text, leak)));
            leaks += found.size();
            characters += text.length();
        }
        report.println("Searched " + files.size() + " files of " + characters + " bytes for secrets, found " + leaks);
        return leaks == 0;
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The test that a report is at, if it is one of JUnit's. */
    private static String test(String text, Leak leak) {
        StringBuilder last = new StringBuilder();
        text.lines().limit(leak.line()).forEach(line -> {
            Matcher test = TEST.matcher(line);
            if (test.find()) {
                last.setLength(0);
                last.append(", of ").append(test.group(2)).append('#').append(test.group(1));
            }
        });
        return last.toString();
    }
}
