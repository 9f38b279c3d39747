package io.github.athenaconnect.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountQuotasTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final AccountQuotas quotas = new AccountQuotas();

    @Test
    void areTheSameForWhoeverNamesTheSameAccount() {
        AccountQuota shop = quotas.of("shop in eu-west-1", NOW);

        assertThat(quotas.of("shop in eu-west-1", NOW)).isSameAs(shop);
        assertThat(quotas.of("shop in us-east-1", NOW)).isNotSameAs(shop);
    }

    @Test
    void nothingIsLeftOfConnectorsThatAreGone() {
        AccountQuota kept = quotas.of("kept", NOW);
        for (int connectors = 0; connectors < 10_000; connectors++) {
            AccountQuota gone = quotas.of("account " + connectors, NOW);
            assertThat(gone).isNotSameAs(kept);
        }

        await().until(() -> {
            System.gc();
            return quotas.size() == 1;
        });
        assertThat(quotas.of("kept", NOW)).isSameAs(kept);
    }
}
