package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.quota.AccountQuota;
import io.github.athenaconnect.quota.AccountQuotas;
import io.github.athenaconnect.quota.PacedAthena;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Says how the calls are paced by which the queries of a task run. */
@FunctionalInterface
interface Pacing {
    /** What makes of a client that of one query, which asks the account that these settings name. */
    UnaryOperator<AthenaClient> of(AwsSettings aws);

    /**
     * By the quotas of the accounts, which are shared with whoever is given the same.
     *
     * @param passing tells how time passes, and is never set
     */
    static Pacing among(AccountQuotas quotas, InstantSource passing) {
        return aws -> {
            AccountQuota quota = quotas.of(aws.account(), passing.instant());
            return athena -> new PacedAthena(athena, quota, passing);
        };
    }
}
