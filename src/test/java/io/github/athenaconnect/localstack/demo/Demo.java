package io.github.athenaconnect.localstack.demo;

import java.io.PrintStream;
import java.util.Map;

/**
 * The whole way from SQL in Athena to typed records in topics, on one machine: {@code mvn -Pdemo}.
 *
 * <p>Runs until Ctrl-C, or with {@code -Ddemo.once=true} until every row of every query has arrived. Ends with exit code 0,
 * or with 1 and the reason when something fails.
 */
public final class Demo {
    private static final String SCHEDULE = "15s";

    private final DemoSettings settings;
    private final StopSignal stop;
    private final PrintStream out;

    private Demo(DemoSettings settings, StopSignal stop, PrintStream out) {
        this.settings = settings;
        this.stop = stop;
        this.out = out;
    }

    /** Runs the demonstration; its settings are system properties. */
    public static void main(String[] arguments) {
        // The demonstration tells failures itself, in words; the worker would tell them first, in stack traces.
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka.connect", "off");
        StopSignal stop = StopSignal.install();
        int status = new Demo(DemoSettings.fromSystemProperties(), stop, System.out).run();
        stop.ended();
        System.exit(status);
    }

    private int run() {
        try {
            out.println(perform());
            return 0;
        } catch (Exception e) {
            out.println("demo failed: " + Reasons.of(e));
            return 1;
        }
    }

    /** From the start of everything to its end; gives the last line. */
    private String perform() throws Exception {
        out.println("\nStarting S3, Athena, Kafka and Kafka Connect on this machine ...");
        try (DemoStack stack = DemoStack.start(settings)) {
            ConnectorFile connector = deploy(stack);
            tellWhereToLook(stack, connector);
            TopicScreen screen = new TopicScreen(out, connector.topics());
            try (Delivery delivery = new Delivery(stack, connector, screen, out)) {
                follow(delivery, ending(stack, connector, screen), stack);
            }
            out.println("Stopping ...");
            return screen.summary();
        }
    }

    private ConnectorFile deploy(DemoStack stack) {
        Overlay overlay = Overlay.of(
                stack.aws(),
                settings.once() ? "once" : SCHEDULE,
                stack.directory().path());
        ConnectorFile connector = ConnectorFile.read(settings.connectorFile()).with(overlay.values());
        out.println("Deploying " + settings.connectorFile() + " with this machine in the place of AWS:");
        overlay.showOn(out);
        stack.worker().rest().create(connector.name(), connector.config());
        return connector;
    }

    private void tellWhereToLook(DemoStack stack, ConnectorFile connector) {
        out.println("\nConnector  " + stack.worker().rest().url() + "connectors/" + connector.name() + "/status");
        out.println("Kafka      " + stack.broker().bootstrapServers());
        out.println("Topics     " + String.join(" ", connector.topics()));
        out.println(
                settings.once()
                        ? "Ends when every row has arrived.\n"
                        : "Every " + SCHEDULE
                                + " the queries run again, and new orders come. Ctrl-C stops everything.\n");
    }

    private Ending ending(DemoStack stack, ConnectorFile connector, TopicScreen screen) {
        if (!settings.once()) {
            return () -> false;
        }
        Map<String, Long> expected = new RowCounts(stack.aws().athenaClient(), connector).byTopic();
        return () -> screen.has(expected);
    }

    private void follow(Delivery delivery, Ending ending, DemoStack stack) throws Exception {
        Sales sales = new Sales(stack.aws().shop());
        try {
            while (!stop.asked() && !ending.reached()) {
                delivery.step();
                if (!settings.once()) {
                    sales.step();
                }
            }
        } catch (RuntimeException e) {
            // At Ctrl-C the REST interface ends by itself and then refuses the last question.
            if (!stop.asked()) {
                throw e;
            }
        }
    }

    /** When everything that was to be shown has been. */
    private interface Ending {
        boolean reached();
    }
}
