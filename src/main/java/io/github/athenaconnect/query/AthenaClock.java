package io.github.athenaconnect.query;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What time it is for the runs of a task: what the worker's clock says, unless Athena's answers or the passing of time say
 * otherwise. A worker's clock may be wrong, and may be set while a query waits or runs.
 *
 * <p>It never goes back but when Athena says so. One that was put forward looks as if the machine had slept, so it is
 * believed, but {@linkplain #isDoubtful doubtful} until Athena answers; so is that of a worker that has just begun.
 *
 * <p>Mutable: it knows by how much the worker's clock is wrong. Safe for several threads.
 */
public final class AthenaClock implements InstantSource {
    /** Answers are dated to the second; differences up to this are none. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    private final InstantSource worker;
    private final InstantSource passing;

    /** By how much the worker's clock is ahead; negative if it is behind. */
    private Duration ahead = Duration.ZERO;

    private Instant shown;
    private Instant passed;
    private boolean doubtful;

    /**
     * A clock that has heard nothing of Athena's yet.
     *
     * @param worker the worker's clock
     * @param passing tells how time passes, from whatever beginning, and is never set; if it is the worker's clock itself,
     *     there is nothing to doubt
     */
    public AthenaClock(InstantSource worker, InstantSource passing) {
        this.worker = worker;
        this.passing = passing;
        this.shown = worker.instant();
        this.passed = passing.instant();
        this.doubtful = worker != passing;
    }

    @Override
    public synchronized Instant instant() {
        // The thread may be held up between one clock and the other, which is no sign that either was set.
        Instant before = passing.instant();
        Instant read = worker.instant().minus(ahead);
        Instant now = passing.instant();
        Instant earliest = shown.plus(Duration.between(passed, before));
        Instant latest = shown.plus(Duration.between(passed, now));
        if (read.isBefore(earliest.minus(GRAIN))) {
            ahead = ahead.plus(Duration.between(earliest, read));
            read = earliest;
        } else if (read.isAfter(latest.plus(GRAIN))) {
            doubtful = true;
        }
        shown = read;
        passed = now;
        return shown;
    }

    /** Whether Athena should be asked for something before it is paid for what this clock says is due. */
    synchronized boolean isDoubtful() {
        return doubtful;
    }

    /** Takes the time as it is, as Athena cannot tell. */
    synchronized void trust() {
        doubtful = false;
    }

    /** To be asked before a question to Athena, for {@link #heard}. */
    Instant asking() {
        return passing.instant();
    }

    /**
     * Takes note of what Athena's clock showed when it answered: since then no more time can have passed than since the
     * question.
     *
     * @param asked what {@link #asking} gave
     */
    synchronized void heard(Instant asked, Instant answered) {
        Instant now = instant();
        Instant latest = answered.plus(Duration.between(asked, passed));
        if (now.isAfter(latest.plus(GRAIN))) {
            move(Duration.between(latest, now));
        } else if (now.isBefore(answered.minus(GRAIN))) {
            move(Duration.between(answered, now));
        }
        doubtful = false;
    }

    private void move(Duration back) {
        ahead = ahead.plus(back);
        shown = shown.minus(back);
    }
}
