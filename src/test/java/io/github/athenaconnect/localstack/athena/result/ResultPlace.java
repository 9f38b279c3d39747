package io.github.athenaconnect.localstack.athena.result;

import io.github.athenaconnect.localstack.s3.ObjectName;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where the result of one execution goes.
 *
 * @param object the result object; the names of its companions are derived from its key
 * @param s3 acts with the rights of whoever owns the place
 * @param encryption as GetQueryExecution reports it
 * @param managed whether Athena owns the place, so that nobody is told where it is
 */
public record ResultPlace(
        ObjectName object, S3Client s3, Optional<EncryptionConfiguration> encryption, boolean managed) {
    /** Whether objects are encrypted before S3 gets them. */
    boolean encryptedByClient() {
        return encryption
                .filter(how -> how.encryptionOption() == EncryptionOption.CSE_KMS)
                .isPresent();
    }

    /** The object that describes the columns. */
    ObjectName metadata() {
        return new ObjectName(object.bucket(), object.key() + ".metadata");
    }

    /** The object that lists the files of an UNLOAD. */
    public ObjectName manifest() {
        return new ObjectName(object.bucket(), object.key() + "-manifest.csv");
    }
}
