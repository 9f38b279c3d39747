package io.github.athenaconnect.validation;

import io.github.athenaconnect.config.AccountSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/**
 * The names of an account that a form can offer: data catalogs, databases and workgroups.
 *
 * <p>A convenience: whatever keeps the account from telling them is worth neither an error nor a wait.
 */
public final class AccountNames {
    private static final Logger LOG = LoggerFactory.getLogger(AccountNames.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** More than anybody looks through; Athena gives 50 a page. */
    private static final int MOST = 200;

    private final AccountSettings account;
    private final InstantSource clock;
    private final Instant end;

    /** Begins the time that validation may take, of which listing names takes what the rest leaves. */
    public AccountNames(AccountSettings account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.end = clock.instant().plus(AccountValidation.limit(account.validation()));
    }

    /**
     * Asks for the names, all kinds at once, for two seconds at most.
     *
     * @param athena closed by the caller as soon as the names are there: that ends calls that hang
     * @return by key the sorted names, at most 200 each; nothing for a key whose names were not told
     * @throws InterruptedException if the thread is interrupted while it waits for answers
     */
    public Map<String, List<String>> listed(AthenaClient athena) throws InterruptedException {
        Duration limit = limit();
        if (limit.isNegative() || limit.isZero()) {
            return Map.of();
        }
        Map<String, Callable<List<String>>> questions = questions(athena);
        List<Future<List<String>>> answers = ParallelChecks.answers(List.copyOf(questions.values()), limit);
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String key : questions.keySet()) {
            names.put(key, told(key, answers.get(names.size())));
        }
        names.values().removeIf(List::isEmpty);
        return names;
    }

    private Duration limit() {
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
    }

    private Map<String, Callable<List<String>>> questions(AthenaClient athena) {
        Map<String, Callable<List<String>>> questions = new LinkedHashMap<>();
        questions.put(KeyNames.CATALOG, () -> sorted(catalogs(athena)));
        account.catalog()
                .ifPresent(catalog -> questions.put(KeyNames.DATABASE, () -> sorted(databases(athena, catalog))));
        questions.put(KeyNames.WORKGROUP, () -> sorted(workgroups(athena)));
        return questions;
    }

    private static Stream<String> catalogs(AthenaClient athena) {
        return athena.listDataCatalogsPaginator(list -> {}).dataCatalogsSummary().stream()
                .map(DataCatalogSummary::catalogName);
    }

    private static Stream<String> databases(AthenaClient athena, String catalog) {
        return athena.listDatabasesPaginator(list -> list.catalogName(catalog)).databaseList().stream()
                .map(Database::name);
    }

    /** Those that take queries. */
    private static Stream<String> workgroups(AthenaClient athena) {
        return athena.listWorkGroupsPaginator(list -> {}).stream()
                .flatMap(page -> page.workGroups().stream())
                .filter(workgroup -> workgroup.state() != WorkGroupState.DISABLED)
                .map(WorkGroupSummary::name);
    }

    private static List<String> sorted(Stream<String> names) {
        return names.limit(MOST).sorted().toList();
    }

    private static List<String> told(String key, Future<List<String>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException | ExecutionException untold) {
            LOG.debug("No values are recommended for {}", key, untold);
            return List.of();
        }
    }
}
