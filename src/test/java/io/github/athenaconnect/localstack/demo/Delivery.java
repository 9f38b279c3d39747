package io.github.athenaconnect.localstack.demo;

import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.connect.ConnectorStatus.Part;
import io.github.athenaconnect.localstack.connect.ConnectorStatus.State;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A deployed connector and what it delivers, followed on the screen until there is a reason to stop. For one thread. */
final class Delivery implements AutoCloseable {
    private final ConnectRest rest;
    private final String connector;
    private final TopicFeed feed;
    private final TopicScreen screen;
    private final PrintStream out;
    private final Beat second = new Beat(Duration.ofSeconds(1));
    private String shownState = "";

    /** Begins to follow the connector of a running stack. */
    static Delivery of(DemoStack stack, String connector, List<String> topics, TopicScreen screen, PrintStream out) {
        return new Delivery(
                stack.worker().rest(),
                connector,
                new TopicFeed(stack.broker().bootstrapServers(), topics),
                screen,
                out);
    }

    private Delivery(ConnectRest rest, String connector, TopicFeed feed, TopicScreen screen, PrintStream out) {
        this.rest = rest;
        this.connector = connector;
        this.feed = feed;
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
            showState(rest.status(connector));
        }
    }

    private void showState(ConnectorStatus status) {
        Stream.concat(Stream.of(status.connector()), status.tasks().stream())
                .filter(part -> part.state() == State.FAILED)
                .findFirst()
                .ifPresent(part -> {
                    throw new IllegalStateException("Connector " + connector + " failed: " + Reasons.of(part.trace()));
                });
        String state = "Connector " + connector + " is " + status.connector().state() + ", its tasks are "
                + status.tasks().stream().map(Part::state).map(State::name).collect(Collectors.joining(" and "));
        if (!status.tasks().isEmpty() && !state.equals(shownState)) {
            out.println(state);
            shownState = state;
        }
    }

    @Override
    public void close() {
        feed.close();
    }
}
