package io.github.athenaconnect.localstack.demo;

import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.connect.ConnectorStatus.State;
import java.io.PrintStream;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A deployed connector and what it delivers, shown step by step. For one thread. */
final class Delivery implements AutoCloseable {
    private final ConnectRest rest;
    private final String connector;
    private final TopicFeed feed;
    private final TopicScreen screen;
    private final PrintStream out;
    private final Beat second = new Beat(Duration.ofSeconds(1));
    private String shownState = "";

    Delivery(DemoStack stack, ConnectorFile connector, TopicScreen screen, PrintStream out) {
        this.rest = stack.worker().rest();
        this.connector = connector.name();
        this.feed = new TopicFeed(stack.broker().bootstrapServers(), connector.topics());
        this.screen = screen;
        this.out = out;
    }

    /**
     * Shows what came in the last quarter of a second, and each second how things stand.
     *
     * @throws IllegalStateException when the connector has failed, with its words
     */
    void step() {
        feed.showOn(screen);
        if (second.due()) {
            screen.report();
            ConnectorStatus status = rest.status(connector);
            refuseFailure(status);
            showState(status);
        }
    }

    private void refuseFailure(ConnectorStatus status) {
        Stream.concat(Stream.of(status.connector()), status.tasks().stream())
                .filter(part -> part.state() == State.FAILED)
                .findFirst()
                .ifPresent(part -> {
                    throw new IllegalStateException("Connector " + connector + " failed: " + Reasons.of(part.trace()));
                });
    }

    private void showState(ConnectorStatus status) {
        String state = "Connector " + connector + " is " + status.connector().state() + ", its tasks are "
                + status.tasks().stream().map(task -> task.state().name()).collect(Collectors.joining(" and "));
        if (!status.tasks().isEmpty() && !state.equals(shownState)) {
            out.println(state);
            shownState = state;
        }
    }

    /** Shows the last counts. */
    @Override
    public void close() {
        screen.report();
        feed.close();
    }
}
