package io.github.athenaconnect.localstack.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.connect.ConnectRestException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** All integration tests get one environment, and it works. */
@ExtendWith(LocalEnvironmentResolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalEnvironmentIT {
    private LocalEnvironment first;

    @BeforeAll
    void remember(LocalEnvironment environment) {
        first = environment;
    }

    @Test
    void everyTestIsGivenTheSameEnvironment(LocalEnvironment environment) {
        assertThat(environment).isSameAs(first);
    }

    @Test
    void itsWorkerHasJoinedItsCluster(LocalEnvironment environment) {
        assertThatThrownBy(() -> environment.rest().status("absent"))
                .isInstanceOfSatisfying(
                        ConnectRestException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(404));
    }
}
