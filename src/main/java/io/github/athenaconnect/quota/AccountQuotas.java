package io.github.athenaconnect.quota;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The quotas of the accounts that a worker's tasks ask, by account. Safe for several threads.
 *
 * <p>One is kept as long as a task has it, and forgotten with the last of these: nobody has to give it back, and nothing
 * is left of connectors that are gone.
 */
public final class AccountQuotas {
    /**
     * The only state that the tasks of a worker share, and so the only static one of the connector: a task is given nothing by
     * Connect that other tasks are given too, but all of them are loaded by one class loader.
     */
    private static final AccountQuotas OF_WORKER = new AccountQuotas();

    private final Map<String, WeakReference<AccountQuota>> quotas = new HashMap<>();

    /** Those of this process. */
    public static AccountQuotas ofWorker() {
        return OF_WORKER;
    }

    /**
     * The quota that is used by everybody who names the account so.
     *
     * @param account which account and region is asked; no secret
     */
    public synchronized AccountQuota of(String account, Instant now) {
        quotas.values().removeIf(quota -> quota.get() == null);
        return Optional.ofNullable(quotas.get(account)).map(WeakReference::get).orElseGet(() -> {
            AccountQuota idle = new AccountQuota(now);
            quotas.put(account, new WeakReference<>(idle));
            return idle;
        });
    }

    /** How many are kept. */
    synchronized int size() {
        quotas.values().removeIf(quota -> quota.get() == null);
        return quotas.size();
    }
}
