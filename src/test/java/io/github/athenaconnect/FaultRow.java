package io.github.athenaconnect;

import io.github.athenaconnect.fault.Fault;
import io.github.athenaconnect.fault.Frequency;
import io.github.athenaconnect.fault.Moment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What came of one thing that went wrong, in all the ways in which it was tried. For one thread. */
final class FaultRow {
    /** Everything at every occasion of a run, instead of each third of everything at three occasions. */
    private static final boolean EVERYTHING = "all".equals(System.getProperty("faults"));

    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final List<Frequency> FREQUENCIES = List.of(Frequency.values());

    private final Fault fault;
    private final Map<Frequency, Set<FaultEnding>> endings = new EnumMap<>(Frequency.class);
    private final List<String> brokenPromises = new ArrayList<>();
    private Optional<String> message = Optional.empty();
    private int trials;
    private int mostCalls;

    private FaultRow(Fault fault) {
        this.fault = fault;
    }

    static FaultRow tried(Fault fault) {
        FaultRow row = new FaultRow(fault);
        try {
            for (FaultSetting setting : FaultSetting.all()) {
                row.tryIn(setting);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return row;
    }

    private void tryIn(FaultSetting setting) throws InterruptedException {
        int occasions = FaultTrial.occasions(fault, setting);
        for (Frequency frequency : FREQUENCIES) {
            for (int first : firsts(occasions, setting, frequency)) {
                take(new FaultTrial(fault, frequency, first, setting));
            }
        }
    }

    private static Set<Integer> firsts(int occasions, FaultSetting setting, Frequency frequency) {
        if (EVERYTHING || occasions == 0) {
            return IntStream.range(0, occasions).boxed().collect(Collectors.toCollection(TreeSet::new));
        }
        return MOMENTS.stream()
                .filter(moment -> (setting.sum() + FREQUENCIES.indexOf(frequency) + MOMENTS.indexOf(moment)) % 3 == 0)
                .map(moment -> moment.of(occasions))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void take(FaultTrial trial) throws InterruptedException {
        trials++;
        try {
            FaultOutcome outcome = trial.outcome();
            endings.computeIfAbsent(trial.frequency(), any -> EnumSet.noneOf(FaultEnding.class))
                    .add(outcome.ending());
            message = message.or(outcome::message);
            mostCalls = Math.max(mostCalls, outcome.calls());
        } catch (AssertionError broken) {
            brokenPromises.add(trial + ": " + broken.getMessage());
        }
    }

    /** What was not as promised. */
    List<String> brokenPromises() {
        return brokenPromises;
    }

    int trials() {
        return trials;
    }

    /** How many calls were made at most while it was wrong. */
    int mostCalls() {
        return mostCalls;
    }

    /** What a task said that failed, the first that did. */
    Optional<String> message() {
        return message;
    }

    /** A line of the table. */
    String line() {
        return "| " + fault + " | " + FREQUENCIES.stream().map(this::cell).collect(Collectors.joining(" | ")) + " |\n";
    }

    private String cell(Frequency frequency) {
        return endings.getOrDefault(frequency, Set.of()).stream()
                .map(FaultEnding::toString)
                .collect(Collectors.joining("; or "));
    }
}
