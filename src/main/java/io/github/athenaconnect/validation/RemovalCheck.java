package io.github.athenaconnect.validation;

import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.result.CleanupPolicy;
import io.github.athenaconnect.result.S3Location;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Can the connector delete results, where a query wants that? Tried on a result of validation's own. */
record RemovalCheck(Account account, Duration patience) {
    /** What keeps results from being deleted; nothing is tried, nor found, if no query wants it. */
    List<Finding> findings(S3Location result) {
        List<String> queries = account.settings().queries().stream()
                .filter(query -> query.cleanup() == CleanupPolicy.DELETE_AFTER_COMMIT)
                .map(QuerySettings::name)
                .toList();
        if (queries.isEmpty()) {
            return List.of();
        }
        try {
            delete(result);
            return List.of();
        } catch (SdkException e) {
            return account.diagnosis()
                    .of(
                            Service.S3,
                            e,
                            refusal -> queries.stream()
                                    .map(query -> refused(query, result, refusal))
                                    .toList());
        }
    }

    private void delete(S3Location result) {
        for (String key : List.of(result.key(), result.key() + ".metadata")) {
            account.clients()
                    .s3()
                    .deleteObject(delete -> delete.bucket(result.bucket())
                            .key(key)
                            .expectedBucketOwner(owner())
                            .overrideConfiguration(limited -> limited.apiCallTimeout(patience)));
        }
    }

    private @Nullable String owner() {
        return account.settings().athena().output().expectedBucketOwner().orElse(null);
    }

    private static Finding refused(String query, S3Location result, AwsServiceException refusal) {
        return new Finding(
                KeyNames.resultCleanup(query),
                "is delete_after_commit, but S3 did not delete " + result + ". Allow s3:DeleteObject on arn:aws:s3:::"
                        + result.bucket() + "/"
                        + result.key().substring(0, result.key().lastIndexOf('/') + 1)
                        + "* in IAM and in the bucket's policy, or set it to keep. " + CallFailure.answer(refusal));
    }
}
