package io.github.athenaconnect.localstack;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.identity.Role;
import io.github.athenaconnect.localstack.policy.Policy;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A session of a role of its own, with clients, under a policy that allows what a reader of the shop needs. */
final class RestrictedCaller implements AutoCloseable {
    /** What the role may do at first. */
    static final Policy POLICY = Policy.parse("""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": [
                    "athena:StartQueryExecution", "athena:StopQueryExecution", "athena:GetQueryExecution",
                    "athena:BatchGetQueryExecution", "athena:GetQueryResults", "athena:GetQueryRuntimeStatistics",
                    "athena:GetWorkGroup"
                  ],
                  "Resource": "arn:aws:athena:eu-west-1:123456789012:workgroup/primary"
                },
                {"Effect": "Allow", "Action": ["athena:ListWorkGroups", "athena:ListDataCatalogs"], "Resource": "*"},
                {
                  "Effect": "Allow",
                  "Action": [
                    "athena:GetDataCatalog", "athena:ListDatabases", "athena:GetDatabase", "athena:ListTableMetadata",
                    "athena:GetTableMetadata"
                  ],
                  "Resource": "arn:aws:athena:eu-west-1:123456789012:datacatalog/AwsDataCatalog"
                },
                {
                  "Effect": "Allow",
                  "Action": ["glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables"],
                  "Resource": [
                    "arn:aws:glue:eu-west-1:123456789012:catalog",
                    "arn:aws:glue:eu-west-1:123456789012:database/shop",
                    "arn:aws:glue:eu-west-1:123456789012:table/shop/*"
                  ]
                },
                {
                  "Effect": "Allow",
                  "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject"],
                  "Resource": ["arn:aws:s3:::acme-lake", "arn:aws:s3:::acme-lake/shop/*"]
                },
                {
                  "Effect": "Allow",
                  "Action": [
                    "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetObject",
                    "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"
                  ],
                  "Resource": ["arn:aws:s3:::acme-athena-results", "arn:aws:s3:::acme-athena-results/results/*"]
                }
              ]
            }""");

    private final LocalStack stack;
    private final Role role = Role.named("connector-" + UUID.randomUUID());
    private final AthenaClient athena;
    private final S3Client s3;

    RestrictedCaller(LocalStack stack) {
        this.stack = stack;
        AccessKey key = stack.identities()
                .startSession(role, "task-0", Duration.ofHours(1))
                .key();
        this.athena = stack.athenaClient(key);
        this.s3 = stack.s3Client(key);
        allow(POLICY);
    }

    /** The policy without an action on a resource. */
    static Policy without(String action, String resource) {
        return new Policy(POLICY.allowances().stream()
                .filter(allowance -> !allowance.equals(new Policy.Allowance(action, resource)))
                .toList());
    }

    /** Changes the policy. */
    void allow(Policy policy) {
        stack.identities().policies().put(role.arn(), policy);
    }

    Role role() {
        return role;
    }

    AthenaClient athena() {
        return athena;
    }

    S3Client s3() {
        return s3;
    }

    AthenaDriver queries() {
        return new AthenaDriver(athena, s3, stack.outputLocation());
    }

    @Override
    public void close() {
        athena.close();
        s3.close();
    }
}
