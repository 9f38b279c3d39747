package io.github.athenaconnect.fault;

import io.github.athenaconnect.fake.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What something that goes wrong does.
 *
 * @param places where it can
 * @param concerns which calls there
 * @param onCall what becomes of a call
 * @param onRead what becomes of a read of a body; absent where bodies are no occasion
 */
record Effect(Set<Place> places, Predicate<Call> concerns, OnCall onCall, Optional<OnRead> onRead) {
    /** Answers a call, or throws instead. */
    @FunctionalInterface
    interface OnCall {
        Object answer(Call call) throws Throwable;
    }

    /** Reads some bytes of a body, or throws instead. */
    @FunctionalInterface
    interface OnRead {
        int read(InputStream body, byte[] into, int from, int length, SettableClock clock) throws IOException;
    }

    /** At any call to Athena. */
    static Effect atAthena(OnCall onCall) {
        return at(EnumSet.of(Place.START, Place.LOOK, Place.PAGE), onCall);
    }

    /** At any call to Athena, which does not reach it. */
    static Effect atAthena(Supplier<RuntimeException> failure) {
        return atAthena(thrown(failure));
    }

    /** At any look at an execution. */
    static Effect atLooks(OnCall onCall) {
        return at(EnumSet.of(Place.LOOK), onCall);
    }

    /** At any request for an object; one whose body is being read is made necessary by a reset. */
    static Effect atObjects(OnCall onCall) {
        return at(EnumSet.of(Place.REQUEST), onCall);
    }

    /** At any request for an object, which is not answered well. */
    static Effect atObjects(Supplier<RuntimeException> failure) {
        return atObjects(thrown(failure));
    }

    /** In a body. */
    static Effect inBodies(OnRead onRead) {
        return new Effect(
                EnumSet.of(Place.BODY),
                call -> true,
                call -> {
                    throw new AssertionError("Only bodies");
                },
                Optional.of(onRead));
    }

    /** At any call of some kinds; a body that is being read is reset, so that it has to be asked for again. */
    static Effect at(Set<Place> places, OnCall onCall) {
        return new Effect(places, call -> true, onCall, Optional.of((body, into, from, length, clock) -> {
            throw new SocketException("Connection reset");
        }));
    }

    /** The same for some calls only. */
    Effect where(Predicate<Call> which) {
        return new Effect(places, which, onCall, onRead);
    }

    /** The same, but not in the middle of a body. */
    Effect notInBodies() {
        return new Effect(places, concerns, onCall, Optional.empty());
    }

    private static OnCall thrown(Supplier<RuntimeException> failure) {
        return call -> {
            throw failure.get();
        };
    }

    boolean isIn(Call call) {
        return places.contains(call.place()) && concerns.test(call);
    }

    /** Whether a read of a body is an occasion, if only because the body has to be asked for again after it. */
    boolean isInBodies() {
        return onRead.isPresent() && (places.contains(Place.BODY) || places.contains(Place.REQUEST));
    }

    /** Whether what happens in a body is not it yet, but leads to it. */
    boolean needsAnotherRequest() {
        return !places.contains(Place.BODY);
    }
}
