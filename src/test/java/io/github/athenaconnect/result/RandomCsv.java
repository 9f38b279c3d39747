package io.github.athenaconnect.result;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes results as Athena may write them, of values chosen to be difficult; the same for the same seed. */
final class RandomCsv {
    /** A row's bytes stay below this. */
    static final int MAXIMUM_ROW_BYTES = 512;

    private static final String[] PIECES = {
        "a", "7", " ", ",", "\"", "\"\"", "\n", "\r\n", "\\", "é", "東", "🛒", "NULL", "\t", ";", "'"
    };

    private final Random random;
    private final String[] columns;

    RandomCsv(Random random) {
        this.random = random;
        this.columns = Stream.generate(this::text).limit(1 + random.nextInt(5)).toArray(String[]::new);
    }

    String[] columns() {
        return columns.clone();
    }

    String content() {
        String header = Stream.of(columns).map(RandomCsv::quoted).collect(Collectors.joining(","));
        String rows = IntStream.range(0, random.nextInt(40))
                .mapToObj(index -> "\n" + row())
                .collect(Collectors.joining());
        return header + rows + (random.nextInt(10) > 0 || rows.endsWith("\n") ? "\n" : "");
    }

    private String row() {
        return Stream.generate(this::value).limit(columns.length).collect(Collectors.joining(","));
    }

    private String value() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "\"\"";
            case 2 -> "unquoted text";
            default -> quoted(text());
        };
    }

    private String text() {
        return random.ints(random.nextInt(20), 0, PIECES.length)
                .mapToObj(index -> PIECES[index])
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
