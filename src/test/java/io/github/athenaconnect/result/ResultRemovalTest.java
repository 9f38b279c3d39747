package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.FakeS3;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is deleted for a result, and what is not. */
class ResultRemovalTest {
    private static final String PLACE = "s3://results/unload/shop/";
    private static final String TARGET = PLACE + "orders/0123/";
    private static final String LIST = "s3://results/e-1-manifest.csv";

    private final FakeS3 s3 = new FakeS3();
    private final ResultRemoval removal = new ResultRemoval(s3, Optional.empty(), Optional.of(PLACE));

    @Test
    void aSelectLeavesTwoObjects() {
        removal.remove("s3://results/e-1.csv");

        assertThat(s3.deletions()).containsExactly("s3://results/e-1.csv", "s3://results/e-1.csv.metadata");
    }

    @Test
    void theListOfAnUnloadGoesLast() {
        s3.put(LIST, TARGET + "a\n" + TARGET + "b\n");

        removal.remove(LIST);

        assertThat(s3.deletions()).containsExactly(TARGET + "a", TARGET + "b", "s3://results/e-1.metadata", LIST);
    }

    @Test
    void aListWhoseFilesCannotBeDeletedStays() {
        s3.put(LIST, TARGET + "a\n");
        s3.denyingDeletion();

        assertThatThrownBy(() -> removal.remove(LIST)).isInstanceOf(S3Exception.class);

        assertThat(s3.deletions()).containsExactly(TARGET + "a");
    }

    @Test
    void aListThatHasGoneIsFine() {
        removal.remove(LIST);

        assertThat(s3.deletions()).containsExactly("s3://results/e-1.metadata", LIST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://results/unload/shop/orders/0123/a\ns3://results/orders.csv",
                "s3://results/unload/shop/orders/0123/a\ns3://elsewhere/unload/shop/orders/0123/b",
                "s3://results/unload/shop/orders/0123/a\ns3://results/unload/shop/orders/4567/a",
                "s3://results/unload/other/orders/0123/a",
                "s3://results/unload/shop/",
            })
    void aListThatNamesAnythingElseDeletesNothing(String list) {
        s3.put(LIST, list);

        assertThatThrownBy(() -> removal.remove(LIST))
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining(LIST);

        assertThat(s3.deletions()).isEmpty();
    }

    @Test
    void withoutAPlaceForUnloadsNoFileOfOneIsDeleted() {
        s3.put(LIST, TARGET + "a\n");

        assertThatThrownBy(() -> new ResultRemoval(s3, Optional.empty(), Optional.empty()).remove(LIST))
                .hasMessageContainingAll(LIST, "athena.output.location");

        assertThat(s3.deletions()).isEmpty();
    }
}
