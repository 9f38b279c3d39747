package io.github.athenaconnect.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * How often one call may be made: a bucket of permits that fills at a rate which follows what the account bears.
 *
 * <p>It begins with AWS's default, and with no more than a second has of it: whoever asked the account before, such as this
 * worker before it was restarted, may have left nothing of the burst. Others use up the same quota, so the rate falls to seven tenths when Athena refuses a call. It
 * rises again, slowly at first and then faster: by a hundredth of the default a second, times the seconds it has risen. Up
 * to the default it rises by itself; above it only while calls wait for it, and then without an end: an account whose quota was
 * raised is not held back for long, and one whose quota was not is asked for little more than it has.
 *
 * <p>Mutable. For one thread at a time.
 */
final class CallRate {
    private static final double LOWERED_TO = 0.7;
    private static final double LOWEST_SHARE = 0.05;
    private static final double RAISED_SHARE = 0.01;

    /** Calls that were made at once are refused at once, which is one piece of news. */
    private static final Duration ONE_PIECE_OF_NEWS = Duration.ofMillis(500);

    /** Who waits asks again within a second; for how much of a longer time permits were missed nobody knows. */
    private static final double MOST_SECONDS_MISSED = 1;

    /** So much later another thread may have read the clock that comes here first. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(10);

    private final AthenaCall call;
    private double rate;
    private double permits;
    private double risen;
    private Instant asOf;
    private Instant lowered = Instant.MIN;

    CallRate(AthenaCall call, Instant now) {
        this.call = call;
        this.rate = call.perSecond();
        this.permits = call.perSecond();
        this.asOf = now;
    }

    /**
     * Takes note that time has passed.
     *
     * @param wanted whether calls waited meanwhile, be it for permits or for something else
     */
    void pass(Instant now, boolean wanted) {
        // Time that has been counted is not counted again; a clock that was set back begins anew.
        boolean overtaken = now.isBefore(asOf) && asOf.isBefore(now.plus(OVERTAKEN));
        double seconds = Math.max(0, Duration.between(asOf, now).toNanos() / 1e9);
        asOf = overtaken ? asOf : now;
        boolean missed = wanted && permits < 1;
        if (missed) {
            rise(Math.min(seconds, MOST_SECONDS_MISSED), true);
        } else if (rate < call.perSecond()) {
            rise(seconds, false);
        } else {
            risen = 0;
        }
        permits = Math.min(most(), permits + seconds * rate);
    }

    private void rise(double seconds, boolean wanted) {
        double raised = rate + seconds * (risen + seconds / 2) * RAISED_SHARE * call.perSecond();
        rate = wanted ? raised : Math.min(raised, call.perSecond());
        risen += seconds;
    }

    private double most() {
        return Math.max(1, rate * call.burstSeconds());
    }

    /** How many calls may be made now. */
    long permits() {
        return (long) permits;
    }

    /** One is made. */
    void take() {
        permits--;
    }

    /** How long it takes until so many may be made; positive. */
    Duration until(long calls) {
        double missing = Math.max(0, calls - permits);
        return Duration.ofMillis(Math.max(1, (long) Math.ceil(missing / rate * 1000)));
    }

    /** One was refused: whatever the account had saved up is used up. */
    void throttled(Instant now) {
        permits = Math.min(permits, 0);
        risen = 0;
        if (!isNews(now)) {
            rate = Math.max(rate * LOWERED_TO, call.perSecond() * LOWEST_SHARE);
            lowered = now;
        }
    }

    private boolean isNews(Instant now) {
        return now.isBefore(lowered.isAfter(now) ? Instant.MIN : lowered.plus(ONE_PIECE_OF_NEWS));
    }

    double perSecond() {
        return rate;
    }
}
