package io.github.athenaconnect.query;

/**
 * One try at a run: the first is number 0, and each has at most one execution.
 *
 * <p>The number is part of the token of a start, because Athena answers the token of a failed execution with that same
 * failed execution.
 */
public record Attempt(Run run, int number) {
    public static Attempt first(Run run) {
        return new Attempt(run, 0);
    }

    public Attempt next() {
        return new Attempt(run, number + 1);
    }
}
