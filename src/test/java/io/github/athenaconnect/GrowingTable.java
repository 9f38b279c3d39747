package io.github.athenaconnect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that grows by a row every ten milliseconds, computed and never stored: row {@code n} is there from that many
 * hundredths of a second after 1970 on. Numbers grow with time, so that a query for new rows misses none and meets none
 * twice.
 *
 * @param begin when the row was added that is the first a query asks for, to the second
 */
record GrowingTable(Instant begin) {
    private static final Duration EVERY = Duration.ofMillis(10);

    /** All rows from {@code first} to before {@code end}, each with a mark that differs in every execution. */
    private static String select(String first, String end) {
        return "SELECT CAST(uuid() AS varchar) AS mark, n AS number FROM range(" + first + ", " + end
                + ") AS numbers(n)";
    }

    /** What incremental mode asks for: the rows behind the watermark that are there by now. */
    static String newRows() {
        return select("${watermark} + 1", rowAt("now()"));
    }

    /** What interval mode asks for. */
    static String rowsOfInterval() {
        return select(rowAt("${interval.start}"), rowAt("${interval.end}"));
    }

    private static String rowAt(String time) {
        return "epoch_ms(" + time + ") // " + EVERY.toMillis();
    }

    /** The number of the first row. */
    long first() {
        return begin.toEpochMilli() / EVERY.toMillis();
    }

    /**
     * Judges all rows that were delivered: each number once, none left out behind the first.
     *
     * @param numbers in any order
     * @return what is wrong, in words, the first few; empty for nothing
     */
    List<String> faults(List<Long> numbers) {
        List<String> faults = new ArrayList<>();
        long expected = first();
        for (long number : numbers.stream().sorted().toList()) {
            if (number != expected) {
                faults.add(
                        number < expected
                                ? "row " + number + " of the table is there already, or was not asked for"
                                : "rows " + expected + " to " + (number - 1) + " of the table are missing");
            }
            expected = number + 1;
        }
        return faults.subList(0, Math.min(faults.size(), 10));
    }
}
