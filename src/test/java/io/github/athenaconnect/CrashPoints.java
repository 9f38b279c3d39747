package io.github.athenaconnect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Counts the steps of one life of a worker and ends it at a chosen one, as SIGKILL does: from then on nothing that the
 * process tries has an effect. For one thread.
 */
final class CrashPoints {
    /** No crash at all. */
    static final long NEVER = 0;

    /** Bytes that one read of a body gives, so that a small result is met in its middle too. */
    private static final int BYTES_A_READ = 24;

    private static final Set<String> NO_CALLS = Set.of("close", "serviceName", "toString", "hashCode", "equals");

    private long fatal;
    private long passed;
    private boolean dead;
    private Witness witness = (step, number) -> {};

    /** Ends the life at its step number {@code fatal}, from 1. */
    CrashPoints(long fatal) {
        this.fatal = fatal;
    }

    /** Ends the life after so many further steps. */
    void endAfter(long steps) {
        fatal = passed + steps;
    }

    /** Ends the life now, between two steps. */
    void end() {
        dead = true;
    }

    /** The end of the process. An Error, so that no code that copes with failures copes with it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String step) {
            super(step, null, false, false);
        }
    }

    /** Looks at what a crash at a step would leave behind. */
    @FunctionalInterface
    interface Witness {
        void at(String step, long number);
    }

    /** Has each step from now on seen before it is taken. */
    void seenBy(Witness to) {
        witness = to;
    }

    /** Marks a step, which ends the life if it is the chosen one or the life has ended. */
    void pass(String step) {
        if (!dead) {
            passed++;
            witness.at(step, passed);
            dead = passed == fatal;
        }
        requireAlive(step);
    }

    /** Ends whatever goes on after the end. */
    void requireAlive(String step) {
        if (dead) {
            throw new Crash(step);
        }
    }

    boolean dead() {
        return dead;
    }

    long passed() {
        return passed;
    }

    /** {@code client}, with a step before each call, which the service does not see then, and one after it. */
    <T> T around(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean call = !NO_CALLS.contains(method.getName());
                    if (call) {
                        pass("before " + method.getName());
                    }
                    try {
                        Object answer = method.invoke(client, arguments);
                        if (call) {
                            pass("after " + method.getName());
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    /** {@code body} in small pieces, with a step before each and before its end. */
    InputStream around(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                pass("in a body");
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                pass("in a body");
                return super.read(buffer, offset, Math.min(length, BYTES_A_READ));
            }
        };
    }
}
