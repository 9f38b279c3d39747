package io.github.athenaconnect.validation;

import io.github.athenaconnect.config.ConnectorSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what it means that questions were not answered in time. */
final class Silence {
    private final ConnectorSettings settings;
    private final Duration limit;

    /**
     * Judges silence.
     *
     * @param limit how long was waited
     */
    Silence(ConnectorSettings settings, Duration limit) {
        this.settings = settings;
        this.limit = limit;
    }

    /** A service that answered nothing is probably not where it is looked for; one that answered needs more time. */
    List<Finding> findings(List<Outcome> outcomes) {
        return Stream.of(Service.values())
                .flatMap(service -> finding(
                        service,
                        outcomes.stream()
                                .filter(outcome -> outcome.check().service() == service)
                                .toList()))
                .toList();
    }

    private Stream<Finding> finding(Service service, List<Outcome> outcomes) {
        String questions = outcomes.stream()
                .filter(Outcome.Unanswered.class::isInstance)
                .map(outcome -> outcome.check().question())
                .collect(Collectors.joining(", "));
        if (questions.isEmpty()) {
            return Stream.empty();
        }
        boolean dead = outcomes.stream().noneMatch(Outcome.Answered.class::isInstance);
        return Stream.of(dead ? unreachable(service, questions) : slow(questions));
    }

    private Finding unreachable(Service service, String questions) {
        return new Finding(
                service.addressKey(settings.aws()),
                "leads to no answer: " + service.described(settings.aws()) + " was silent for " + limit.toMillis()
                        + " ms (no answer to " + questions + "). Check that key and whether the worker's network,"
                        + " proxy and firewall let it through.");
    }

    private Finding slow(String questions) {
        return new Finding(
                KeyNames.TIMEOUT,
                "was over before all was checked: " + limit.toMillis() + " ms brought no answer to " + questions
                        + ", while other questions were answered; queries of others may be queued before them."
                        + " Raise it, or set validation to a level that asks less.");
    }
}
