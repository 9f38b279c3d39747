package io.github.athenaconnect;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.TaskSettings;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.shop.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a real connection shows of faults, by the connector's own clients: part of the table of docs/reliability.md. */
@ExtendWith(LocalStackExtension.class)
@Timeout(180)
class FaultsOverHttpTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    /** Longer than the connector's patience. */
    private static final Duration LEAP = Duration.ofHours(1);

    /** Polls of a second each, for a machine that stands still now and then. */
    private static final int MOST_POLLS = 120;

    private static final List<Situation> SITUATIONS = allSituations();
    private static final Map<Situation, FaultEnding> ENDINGS = new ConcurrentHashMap<>();

    private final LocalStack aws;

    FaultsOverHttpTest(LocalStack aws) {
        this.aws = aws;
    }

    /**
     * Something that goes wrong.
     *
     * @param given makes the local stack do it, once
     * @param settings that lead to it; those of the connector without it lead out
     * @param words of the message of a task that fails
     */
    private record Situation(
            String name, Consumer<LocalStack> given, Map<String, String> settings, List<String> words) {
        /**
         * Where the task survives, no time is skipped: on a slow machine a poll brings nothing while all is well, and the connector
         * would have been patient for hours with the first failure when it meets the second.
         */
        Duration leap() {
            return words.isEmpty() ? Duration.ZERO : LEAP;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Situation> situations() {
        return SITUATIONS;
    }

    private static List<Situation> allSituations() {
        return List.of(
                once(
                        "S3 breaks a connection in a body, short of the length it announced",
                        stack -> stack.s3().faults().cutBodies(1, 100)),
                once("S3 answers 503 SlowDown", stack -> stack.s3().faults().slowDownReads(2)),
                once("Athena throttles", stack -> stack.athena().faults().throttle("GetQueryExecution", 3)),
                once(
                        "Athena has internal errors",
                        stack -> stack.athena().faults().breakDown("GetQueryExecution", 3)),
                once("The credentials expire and are renewed", expired(1)),
                new Situation("The credentials expire and are not renewed", expired(2), Map.of(), List.of("Renew")),
                lasting("The connection to Athena is refused", "aws.athena.endpoint", NOBODY, "Check the network"),
                lasting("The connection to S3 is refused", "aws.s3.endpoint", NOBODY, "check the network"),
                lasting("Athena's name is unknown", "aws.athena.endpoint", "http://athena.invalid", "athena.invalid"),
                lasting("S3's name is unknown", "aws.s3.endpoint", "http://s3.invalid", "s3.invalid"));
    }

    private static Situation once(String name, Consumer<LocalStack> given) {
        return new Situation(name, given, Map.of(), List.of());
    }

    private static Situation lasting(String name, String key, String value, String word) {
        return new Situation(name, stack -> {}, Map.of(key, value), List.of(word));
    }

    private static Consumer<LocalStack> expired(int calls) {
        RequestRefused refusal = RequestRefused.unreadable(
                "ExpiredTokenException", "The security token included in the request is expired");
        return stack -> stack.athena().faults().refuse("GetQueryExecution", calls, refusal);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void isSurvivedOrFailsTheTaskWithAMessageAndIsMadeUpForAfterARestart(Situation situation) {
        assertThat(ending(situation)).isEqualTo(situation.words().isEmpty() ? FaultEnding.SURVIVES : FaultEnding.FAILS);
    }

    @Test
    void thePageSaysWhatWasSeen() throws IOException {
        String table = "| what goes wrong | what came of it |\n|---|---|\n"
                + SITUATIONS.stream()
                        .map(situation -> "| " + situation + " | " + ending(situation) + " |\n")
                        .collect(joining());

        new GeneratedTables(Path.of("docs", "reliability.md")).require("faults over HTTP", table);
    }

    private FaultEnding ending(Situation situation) {
        return ENDINGS.computeIfAbsent(situation, this::met);
    }

    private FaultEnding met(Situation situation) {
        String name = "faults-" + UUID.randomUUID();
        Deployment sound = Deployment.of(name, aws)
                .query(
                        "orders",
                        "SELECT order_id FROM orders WHERE order_id <= " + (1000 + Shop.ORDERS) + " /* " + name
                                + " */");
        situation.given().accept(aws);
        List<SourceRecord> rows = new ArrayList<>();
        Optional<String> message = live(sound.withAll(situation.settings()), situation.leap(), rows);
        message.ifPresent(said -> {
            assertThat(said).contains("Query 'orders'").contains(situation.words());
            executions(name).forEach(execution -> assertThat(said).contains(execution));
            assertThat(live(sound, Duration.ZERO, rows)).isEmpty();
        });
        assertThat(rows).hasSize(Shop.ORDERS);
        assertThat(executions(name)).hasSize(1);
        return message.isPresent() ? FaultEnding.FAILS : FaultEnding.SURVIVES;
    }

    /** One life of a task, in which time leaps while nothing comes: what it failed with, if it did. */
    private static Optional<String> live(Deployment deployment, Duration leap, List<SourceRecord> rows) {
        SettableClock passing = SettableClock.ticking("2026-03-01T10:00:00Z");
        Wiring wiring = new Wiring(
                settings -> AwsClients.open(settings, "faults-test"),
                InstantSource.system(),
                Drive.byThreads(passing),
                TaskSettings::parse);
        try (InProcessWorker worker = new InProcessWorker(deployment.config(), wiring).start()) {
            for (int polls = 0; polls < MOST_POLLS && rows.size() < Shop.ORDERS; polls++) {
                List<SourceRecord> batch = worker.poll();
                rows.addAll(batch);
                if (batch.isEmpty()) {
                    passing.move(leap);
                }
            }
            return Optional.empty();
        } catch (RuntimeException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    private List<String> executions(String name) {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().contains(name))
                .map(execution -> execution.id())
                .toList();
    }
}
