package io.github.athenaconnect.localstack.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policy documents allow what IAM would allow by them. */
class PolicyTest {
    private static final Policy POLICY = Policy.parse("""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "Results",
                  "Effect": "Allow",
                  "Action": ["s3:Get*", "s3:PutObject"],
                  "Resource": ["arn:aws:s3:::results", "arn:aws:s3:::results/team-?/*"]
                },
                {"Effect": "Allow", "Action": "athena:ListWorkGroups", "Resource": "*"}
              ]
            }""");

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::results/team-a/x/y.csv, true",
        "S3:putobject, arn:aws:s3:::results/team-a/, true",
        "s3:GetBucketLocation, arn:aws:s3:::results, true",
        "athena:ListWorkGroups, *, true",
        "s3:GetObject, arn:aws:s3:::results/team-ab/x, false",
        "s3:GetObject, arn:aws:s3:::results/TEAM-a/x, false",
        "s3:GetObject, arn:aws:s3:::results-of-others/team-a/x, false",
        "s3:DeleteObject, arn:aws:s3:::results/team-a/x, false",
        "athena:GetWorkGroup, *, false"
    })
    void wildcardsStandForTextAndActionsComeInAnyCasing(String action, String resource, boolean allowed) {
        assertThat(POLICY.allows(action, resource)).isEqualTo(allowed);
    }

    @Test
    void anActionCanBeTakenAway() {
        assertThat(POLICY.actions()).containsExactly("s3:Get*", "s3:PutObject", "athena:ListWorkGroups");
        assertThat(POLICY.without("s3:PutObject").actions()).containsExactly("s3:Get*", "athena:ListWorkGroups");
    }

    @Test
    void oneStatementNeedsNoList() {
        Policy policy =
                Policy.parse("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}");

        assertThat(policy).isEqualTo(Policy.everything());
        assertThat(Policy.nothing().allows("s3:GetObject", "arn:aws:s3:::b/k")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"Statement\": {\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"NotAction\": \"x:y\", \"Action\": \"*\", \"Resource\": \"*\"}}",
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {}}}"
            })
    void whatIsNotUnderstoodIsRefused(String document) {
        assertThatIllegalArgumentException().isThrownBy(() -> Policy.parse(document));
    }
}
