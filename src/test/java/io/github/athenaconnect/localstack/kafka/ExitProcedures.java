package io.github.athenaconnect.localstack.kafka;

import org.apache.kafka.common.utils.Exit;

/**
 * What Kafka's code may do to the JVM it runs in: nothing.
 *
 * <p>Broker and worker end their process when they cannot go on, and register shutdown hooks that would race with ours. In
 * a JVM that others share the first becomes an exception in the thread that asked, and the second is left to the owner,
 * who closes what he started.
 */
public final class ExitProcedures {
    private ExitProcedures() {}

    /** Replaces Kafka's procedures for the whole JVM and for good; more calls change nothing. Safe from any thread. */
    public static void refuse() {
        Exit.setExitProcedure(ExitProcedures::refuse);
        Exit.setHaltProcedure(ExitProcedures::refuse);
        Exit.setShutdownHookAdder((name, hook) -> {});
    }

    private static void refuse(int status, String message) {
        throw new IllegalStateException("Kafka wanted to end this JVM with status " + status + ": "
                + (message == null ? "it gave no reason here, see its log" : message));
    }
}
