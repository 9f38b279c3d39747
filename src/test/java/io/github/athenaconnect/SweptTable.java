package io.github.athenaconnect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the queries of a sweep read: one table that grows, before each due instant by the rows that its run is to deliver.
 *
 * @param rowsOfRuns how many rows come before each run
 * @param late by how much earlier the first row of each run but the first is dated than it came
 */
record SweptTable(List<Integer> rowsOfRuns, Duration late) {
    static final Duration PERIOD = Duration.ofMinutes(2);

    /** When the first run is due. */
    static final Instant FIRST_DUE = Instant.parse("2026-03-01T10:00:00Z");

    /**
     * A row.
     *
     * @param run the run that delivers it, from 0
     * @param came in the minute before the run is due, so that no earlier run can see it
     * @param at its date
     */
    record Row(int run, int number, Instant came, Instant at) {
        /** What is delivered of it. */
        String id() {
            return "run " + run + " row " + number;
        }

        /** Which of two topics it goes to where rows name their topic. */
        String place() {
            return placeOf(id());
        }

        /** Whether it deletes something where rows may. */
        boolean gone() {
            return isGone(id());
        }

        static String placeOf(String id) {
            return id.matches("run \\d row [13].*") ? "odd" : "even";
        }

        static boolean isGone(String id) {
            return id.matches("run \\d row [34].*");
        }
    }

    /** When the last run is done for sure, and no other is due. */
    Instant end() {
        return end(rowsOfRuns.size());
    }

    /** The same of the run with this number, from 1. */
    Instant end(int run) {
        return FIRST_DUE.plus(PERIOD.multipliedBy(run)).minusSeconds(1);
    }

    /** All rows there will ever be, in order. */
    Stream<Row> rows() {
        return IntStream.range(0, rowsOfRuns.size())
                .boxed()
                .flatMap(run -> IntStream.rangeClosed(1, rowsOfRuns.get(run)).mapToObj(number -> row(run, number)));
    }

    private Row row(int run, int number) {
        Instant came = due(run).minusSeconds(60).plusSeconds(number);
        return new Row(run, number, came, run > 0 && number == 1 ? came.minus(late) : came);
    }

    /** The run that is due last at {@code now}. */
    int latestRun(Instant now) {
        return (int) (Duration.between(FIRST_DUE, now).toSeconds() / PERIOD.toSeconds());
    }

    private static Instant due(int run) {
        return FIRST_DUE.plus(PERIOD.multipliedBy(run));
    }
}
