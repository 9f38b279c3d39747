package io.github.athenaconnect.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.config.AccountSettings;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsResponse;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/** Names of an account of a size that the local stack should not have. */
@Timeout(120)
class AccountNamesTest {
    private static final int PAGE = 50;

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:07:00Z");

    /** Has a number of workgroups, the last ones first, and can tell nothing else. */
    private record ManyWorkgroups(int number) implements AthenaClient {
        @Override
        public ListWorkGroupsResponse listWorkGroups(ListWorkGroupsRequest request) {
            int start = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            int end = Math.min(number, start + PAGE);
            return ListWorkGroupsResponse.builder()
                    .workGroups(IntStream.range(start, end)
                            .mapToObj(index -> WorkGroupSummary.builder()
                                    .name("team-" + (9999 - index))
                                    .build())
                            .toList())
                    .nextToken(end < number ? String.valueOf(end) : null)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private AccountNames names() {
        return new AccountNames(
                AccountSettings.find(Map.of("aws.region", "eu-west-1")).orElseThrow(), clock);
    }

    @Test
    void ofSeveralPagesAreSorted() throws InterruptedException {
        Map<String, List<String>> listed = names().listed(new ManyWorkgroups(120));

        assertThat(listed).containsOnlyKeys("athena.workgroup");
        assertThat(listed.get("athena.workgroup")).hasSize(120).isSorted();
    }

    @Test
    void areNotSoughtWithoutEnd() throws InterruptedException {
        assertThat(names().listed(new ManyWorkgroups(1000)).get("athena.workgroup"))
                .hasSize(200);
    }

    @Test
    void areNotAskedForWhenTheTimeOfValidationIsOver() throws InterruptedException {
        AccountNames names = names();
        clock.move(Duration.ofSeconds(20));

        assertThat(names.listed(new ManyWorkgroups(1))).isEmpty();
    }
}
