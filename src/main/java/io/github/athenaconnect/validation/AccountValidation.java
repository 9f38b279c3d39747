package io.github.athenaconnect.validation;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.config.ValidationLevel;
import io.github.athenaconnect.config.ValidationSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Asks an account whether a connector with certain settings would work. */
public final class AccountValidation {
    /** Left of the time limit for what comes after the questions: closing connections, writing the answer. */
    private static final int RESERVED_PERCENT = 10;

    /** Of the time for all questions, signing in may take this part of it. */
    private static final int SIGN_IN_SHARE = 3;

    /** Where one of these is at fault, no statement can be judged. */
    private static final Set<String> SURROUNDINGS =
            Set.of(KeyNames.CATALOG, KeyNames.DATABASE, KeyNames.WORKGROUP, KeyNames.OUTPUT_LOCATION);

    private final Account account;
    private final StsClient sts;

    /**
     * Prepares the questions.
     *
     * @param settings without any error
     * @param clients open like {@code sts}, and closed by the caller as soon as the findings are there: that ends calls that hang
     */
    public AccountValidation(ConnectorSettings settings, AwsClients clients, StsClient sts, InstantSource clock) {
        this.account = new Account(settings, clients, clock);
        this.sts = sts;
    }

    /** What follows when not even clients can be opened: a provider of credentials did not start. */
    public static List<Finding> ofUnusableCredentials(ConnectorSettings settings, SdkException thrown) {
        return new Diagnosis(settings.aws()).of(Service.STS, thrown, refusal -> List.of());
    }

    /**
     * What would not work, one finding a key at most; returns within the time limit of the settings.
     *
     * @throws InterruptedException if the thread is interrupted while it waits for answers
     */
    public List<Finding> findings() throws InterruptedException {
        ValidationLevel level = account.settings().validation().level();
        if (!level.asksAws()) {
            return List.of();
        }
        Duration toSignIn = limit().dividedBy(SIGN_IN_SHARE);
        List<Finding> signIn = findings(List.of(new SignInCheck(account)), toSignIn);
        return signIn.isEmpty() ? findings(checks(level), limit().minus(toSignIn)) : signIn;
    }

    private List<Finding> findings(List<Check> checks, Duration limit) throws InterruptedException {
        List<Outcome> outcomes = ParallelChecks.run(checks, limit, account.clock());
        Stream<Finding> answered = outcomes.stream()
                .filter(Outcome.Answered.class::isInstance)
                .map(Outcome.Answered.class::cast)
                .flatMap(outcome -> outcome.findings().stream());
        return settled(Stream.concat(answered, new Silence(account.settings(), limit).findings(outcomes).stream())
                .toList());
    }

    private List<Check> checks(ValidationLevel level) {
        List<Check> checks = new ArrayList<>(List.of(
                new WorkgroupCheck(account),
                new CatalogCheck(account),
                new OutputCheck(account),
                new CallerCheck(account, sts)));
        if (level == ValidationLevel.QUERIES) {
            account.settings().queries().forEach(query -> checks.add(new QueryCheck(account, query)));
        }
        return checks;
    }

    private Duration limit() {
        return limit(account.settings().validation());
    }

    /** How long all questions may take together. */
    static Duration limit(ValidationSettings settings) {
        return settings.timeout().multipliedBy(100 - RESERVED_PERCENT).dividedBy(100);
    }

    /** One finding a key, the first, and none that only follows from another. */
    private static List<Finding> settled(Collection<Finding> findings) {
        Map<String, Finding> byKey = new LinkedHashMap<>();
        findings.forEach(finding -> byKey.putIfAbsent(finding.key(), finding));
        boolean wrongSurroundings = byKey.keySet().stream().anyMatch(SURROUNDINGS::contains);
        return byKey.values().stream()
                .filter(finding -> !(wrongSurroundings && finding.key().startsWith("query.")))
                .toList();
    }
}
