package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
    @Test
    void keyIsTakenAsItIs() {
        S3Location location = S3Location.parse("s3://results/Unsaved/a b%20c?d#e//f+g/1f3c.csv");

        assertThat(location.bucket()).isEqualTo("results");
        assertThat(location.key()).isEqualTo("Unsaved/a b%20c?d#e//f+g/1f3c.csv");
        assertThat(location).hasToString("s3://results/Unsaved/a b%20c?d#e//f+g/1f3c.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s3://", "s3:///key", "s3://bucket", "s3://bucket/", "https://bucket/key", "bucket/key"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> S3Location.parse(text))
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining("s3://bucket/key, found \"" + text + "\"")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }
}
