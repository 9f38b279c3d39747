package io.github.athenaconnect.fault;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Lets one thing go wrong between the connector and its clients, from a certain occasion on, as often as told, until it is
 * mended. Each call that it can happen to is an occasion, and each read of a body. For one thread.
 */
public final class FaultInjection {
    /** How long something goes wrong that does so for a while; longer than the longest call. */
    public static final Duration WHILE = Duration.ofSeconds(15);

    /** Bytes that one read of a body gives, so that a small result has a middle. */
    private static final int BYTES_A_READ = 64;

    private static final Map<String, Place> PLACES = Map.of(
            "startQueryExecution", Place.START,
            "getQueryExecution", Place.LOOK,
            "getQueryResults", Place.PAGE,
            "getObject", Place.REQUEST);

    private final Effect effect;
    private final Frequency frequency;
    private final int first;
    private final Instant from;
    private final Instant to;
    private final SettableClock clock;
    private final FakeS3 s3;
    private final FinalStates finals;

    private int occasions;
    private int calls;
    private Optional<Instant> since = Optional.empty();
    private boolean owed;
    private boolean mended;

    /**
     * Something that goes wrong.
     *
     * @param first the number of the occasion at which it begins, from 0
     * @param from when occasions begin to count
     * @param to when they end to
     */
    public FaultInjection(
            Fault fault, Frequency frequency, int first, Instant from, Instant to, SettableClock clock, FakeS3 s3) {
        this.finals = new FinalStates();
        this.effect = fault.effect(finals);
        this.frequency = frequency;
        this.first = first;
        this.from = from;
        this.to = to;
        this.clock = clock;
        this.s3 = s3;
    }

    /** How many occasions there were. */
    public int occasions() {
        return occasions;
    }

    /** When it went wrong first. */
    public Optional<Instant> since() {
        return since;
    }

    /** How many calls the connector has made since, until it was mended. */
    public int calls() {
        return calls;
    }

    /** Lets nothing go wrong any more. What has an end for good, as an execution that failed, keeps it. */
    public void mend() {
        mended = true;
        owed = false;
    }

    /** {@code client}, but for what goes wrong. */
    public <T> T around(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Place place = PLACES.get(method.getName());
                    return place == null || arguments.length != 1
                            ? answer(client, method, arguments)
                            : met(new Call(place, arguments[0], () -> answer(client, method, arguments), clock, s3));
                }));
    }

    private static Object answer(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private Object met(Call call) throws Throwable {
        if (since.isPresent() && !mended) {
            calls++;
        }
        if (call.place() == Place.LOOK && finals.has(call.execution())) {
            return finals.of(call);
        }
        boolean struck = effect.isIn(call) && (isOwed() || happens());
        owed = owed && !struck;
        Object answer = struck ? effect.onCall().answer(call) : call.service().answer();
        finals.seen(answer);
        return call.request() instanceof GetObjectRequest ? inPieces((ResponseInputStream<?>) answer) : answer;
    }

    private Object inPieces(ResponseInputStream<?> answer) {
        GetObjectResponse response = (GetObjectResponse) answer.response();
        return new ResponseInputStream<>(
                response, AbortableInputStream.create(new Body(answer, response.contentLength()), answer));
    }

    private boolean isOwed() {
        return owed && isPossible();
    }

    private boolean isPossible() {
        Instant now = clock.instant();
        return !mended && !now.isBefore(from) && now.isBefore(to);
    }

    private boolean happens() {
        if (!isPossible()) {
            return false;
        }
        Instant now = clock.instant();
        int number = occasions++ - first;
        if (number < 0) {
            return false;
        }
        Instant begin = since.orElse(now);
        since = Optional.of(begin);
        return switch (frequency) {
            case ONCE -> number == 0;
            case EVERY_FORTIETH_TIME -> number % 40 == 0;
            case FOR_A_WHILE -> now.isBefore(begin.plus(WHILE));
            case FOR_EVER -> true;
        };
    }

    /** A body that comes in pieces, each of them an occasion. */
    private final class Body extends FilterInputStream {
        private long left;

        Body(InputStream body, long bytes) {
            super(body);
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            boolean struck = left > 0 && effect.isInBodies() && happens();
            owed = owed || (struck && effect.needsAnotherRequest());
            int read = struck
                    ? effect.onRead().orElseThrow().read(in, into, at, length, clock)
                    : super.read(into, at, Math.min(length, BYTES_A_READ));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
