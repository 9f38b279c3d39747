package io.github.athenaconnect.query;

import java.util.Optional;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.S3AclOption;

/**
 * How Athena is asked to keep results. A workgroup that enforces its configuration ignores all of it.
 *
 * @param location the {@code s3://} URI results go to; empty leaves it to the workgroup
 * @param expectedBucketOwner the account that must own the bucket, 12 digits
 * @param encryption how results are encrypted, if not as bucket and workgroup have it
 * @param acl what is granted on results
 */
public record OutputSettings(
        Optional<String> location,
        Optional<String> expectedBucketOwner,
        Optional<Encryption> encryption,
        Optional<S3AclOption> acl) {

    /**
     * How results are encrypted.
     *
     * @param kmsKey id, ARN or alias; present with a KMS option and only then
     */
    public record Encryption(EncryptionOption option, Optional<String> kmsKey) {}

    /** Results at a location, or where the workgroup says, and nothing else asked for. */
    public static OutputSettings at(Optional<String> location) {
        return new OutputSettings(location, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a request says of it; nothing where nothing is asked for. */
    Optional<ResultConfiguration> asRequested() {
        ResultConfiguration.Builder requested = ResultConfiguration.builder();
        location.ifPresent(requested::outputLocation);
        expectedBucketOwner.ifPresent(requested::expectedBucketOwner);
        encryption.ifPresent(asked -> requested.encryptionConfiguration(configuration -> {
            configuration.encryptionOption(asked.option());
            asked.kmsKey().ifPresent(configuration::kmsKey);
        }));
        acl.ifPresent(asked -> requested.aclConfiguration(configuration -> configuration.s3AclOption(asked)));
        return Optional.of(requested.build())
                .filter(built -> !built.equals(ResultConfiguration.builder().build()));
    }
}
