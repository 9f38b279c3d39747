package io.github.athenaconnect.query;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of the disjoint parts of a query's results. The files of a result are dealt out to the shards one by one, in the
 * order of their list, so that every reader of the list finds the same.
 *
 * @param number from 1 to {@code count}
 * @param count how many there are, from 1 to {@link #MOST}
 */
public record Shard(int number, int count) {
    /** More tasks than any query needs, and few enough to look for the offsets of all of them at every start. */
    public static final int MOST = 64;

    /** The only part of a query that is not sharded. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,2})/(\\d{1,2})");

    public Shard {
        if (number < 1 || number > count || count > MOST) {
            throw new IllegalArgumentException("A shard is one of 1 to " + MOST + ", found " + number + " of " + count);
        }
    }

    /** All parts of a query that is read by so many. */
    public static List<Shard> allOf(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Shard(number, count))
                .toList();
    }

    /** Reads what {@link #toString} writes; empty if it is anything else. */
    public static Optional<Shard> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(form.group(1));
        int count = Integer.parseInt(form.group(2));
        return number < 1 || number > count || count > MOST ? Optional.empty() : Optional.of(new Shard(number, count));
    }

    public boolean isWhole() {
        return count == 1;
    }

    /** The index of its first file, if the result has so many. */
    public int firstFile() {
        return number - 1;
    }

    /** Whether a file of a result is this shard's, by its index in the list, from 0. */
    public boolean owns(int file) {
        return file % count == firstFile();
    }

    /** What messages call it. */
    public String label() {
        return "shard " + number + " of " + count;
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
