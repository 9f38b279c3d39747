package io.github.athenaconnect.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the calls of all tasks share that ask one account in one region. Each kind of call has a line of its own, so that
 * none starves another, and in each the first that asks is the first that may call.
 *
 * <p>Mutable: it learns from refusals what the account bears ({@link CallRate}, {@link ActiveQueries}). Safe for several
 * threads, of which none waits here for longer than a look takes.
 */
public final class AccountQuota {
    /** An execution that ends makes room, and nobody is woken for that. */
    private static final Duration ROOM_IS_LOOKED_FOR = Duration.ofSeconds(1);

    private record Lane(CallRate rate, Line line) {}

    private final Map<AthenaCall, Lane> lanes = new EnumMap<>(AthenaCall.class);
    private final ActiveQueries queries = new ActiveQueries();
    private long places;

    /** One of an account that is as AWS made it, and idle. */
    AccountQuota(Instant now) {
        Stream.of(AthenaCall.values()).forEach(call -> lanes.put(call, new Lane(new CallRate(call, now), new Line())));
    }

    /** A place at the end of every line. */
    synchronized long newPlace() {
        return places++;
    }

    /**
     * Asks for a call.
     *
     * @return empty if it is to be made now
     */
    synchronized Optional<QuotaWait> ask(AthenaCall call, long place, Instant now) {
        Lane lane = lane(call);
        int ahead = lane.line().ahead(place, now);
        lane.rate().pass(now, !lane.line().isEmpty());
        if (ahead >= lane.rate().permits() || ahead >= room(call, now)) {
            return Optional.of(await(call, place, ahead, now));
        }
        lane.line().leave(place);
        lane.rate().take();
        if (call == AthenaCall.START) {
            queries.starts(place, now);
        }
        return Optional.empty();
    }

    private long room(AthenaCall call, Instant now) {
        return call == AthenaCall.START ? queries.room(now) : Long.MAX_VALUE;
    }

    private QuotaWait await(AthenaCall call, long place, int ahead, Instant now) {
        Lane lane = lane(call);
        Instant until = now.plus(lane.rate().until(ahead + 1L));
        boolean full = ahead >= room(call, now);
        if (full) {
            Instant look = roomIsLookedFor(now);
            until = until.isAfter(look) ? until : look;
        }
        lane.line().await(place, until);
        return new QuotaWait(call, until, ahead, lane.rate().perSecond(), full);
    }

    private Instant roomIsLookedFor(Instant now) {
        Instant soon = now.plus(ROOM_IS_LOOKED_FOR);
        Instant more = queries.tryAt(now);
        return more.isAfter(now) && more.isBefore(soon) ? more : soon;
    }

    /**
     * A call was made and refused as one too many.
     *
     * @param full whether the account has too many queries, and not too many calls
     * @return when to ask again, in the same place
     */
    synchronized QuotaWait refused(AthenaCall call, long place, boolean full, Instant now) {
        Lane lane = lane(call);
        lane.rate().pass(now, true);
        queries.answered(place);
        if (full) {
            queries.refused(now);
        } else {
            lane.rate().throttled(now);
        }
        return await(call, place, lane.line().ahead(place, now), now);
    }

    /** A call was answered in any other way. */
    synchronized void answered(long place) {
        queries.answered(place);
    }

    /** An execution was seen. */
    synchronized void seen(String id, boolean active, Instant now) {
        if (active) {
            queries.active(id, now);
        } else {
            queries.ended(id);
        }
    }

    private Lane lane(AthenaCall call) {
        return Objects.requireNonNull(lanes.get(call));
    }
}
