package io.github.athenaconnect.validation;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.S3Location;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Can a query be started, does its result go where it should, and can the connector read it there and delete it, if it is
 * to do that?
 *
 * <p>What is written and read is the result of an EXPLAIN, which costs nothing. So Athena writes it as it writes results
 * of runs: with the caller's rights, to the place and in the encryption that the workgroup may impose. An object of the
 * connector's own would be refused where a bucket's policy admits Athena only, although everything works.
 */
record OutputCheck(Account account) implements Check {
    private static final String STATEMENT = "SELECT 1";

    /** Of the time limit of the whole, S3 may take this part to answer one call. */
    private static final int SHARE = 3;

    /** Of the time that is left, so that the finding comes before it is over. */
    private static final int PERCENT_OF_REST = 80;

    /** A silence that is shorter says nothing. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Override
    public Service service() {
        return Service.ATHENA;
    }

    @Override
    public String question() {
        return "EXPLAIN of " + STATEMENT;
    }

    @Override
    public List<Finding> findings(TimeLeft time) throws InterruptedException {
        // A statement without names fails for reasons of its surroundings only.
        StatementFailure failure = new StatementFailure(account, KeyNames.WORKGROUP);
        try {
            Execution execution = new TrialExecution(account, time).explain("validation", STATEMENT);
            return execution.state() instanceof Execution.Ended ended
                    ? failure.of(ended.failure())
                    : execution
                            .outputLocation()
                            .map(S3Location::parse)
                            .map(result -> read(result, patience(time)))
                            .orElse(List.of());
        } catch (SdkException e) {
            return account.diagnosis().of(service(), e, failure::of);
        }
    }

    private List<Finding> read(S3Location result, Duration patience) {
        try {
            account.clients()
                    .s3()
                    .getObjectAsBytes(get -> get.bucket(result.bucket())
                            .key(result.key())
                            .expectedBucketOwner(owner())
                            .overrideConfiguration(limited -> limited.apiCallTimeout(patience)));
            return new RemovalCheck(account, patience).findings(result);
        } catch (SdkException e) {
            return account.diagnosis().of(Service.S3, e, refusal -> refused(result, refusal));
        }
    }

    private @Nullable String owner() {
        return account.settings().athena().output().expectedBucketOwner().orElse(null);
    }

    /**
     * A time-out of its own tells a silent S3 from a slow Athena, which comes first and may have left little of the time.
     * Where it has left too little to judge by, the check is over with the time.
     */
    private Duration patience(TimeLeft time) {
        Duration share = account.settings().validation().timeout().dividedBy(SHARE);
        Duration rest = time.left().multipliedBy(PERCENT_OF_REST).dividedBy(100);
        Duration shorter = share.compareTo(rest) < 0 ? share : rest;
        return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
    }

    private static List<Finding> refused(S3Location result, AwsServiceException refusal) {
        String answer = CallFailure.answer(refusal);
        return switch (refusal.statusCode()) {
            case 403 -> List.of(new Finding(KeyNames.OUTPUT_LOCATION, OutputRights.unreadable(result) + answer));
            case 404 ->
                List.of(new Finding(
                        KeyNames.OUTPUT_LOCATION,
                        "leads to " + result + ", where Athena has just written and which S3 does not have. Check "
                                + KeyNames.S3_ENDPOINT + " and what deletes objects there. " + answer));
            default ->
                List.of(new Finding(
                        KeyNames.OUTPUT_LOCATION,
                        "leads to results that S3 does not hand out. Check that bucket \"" + result.bucket()
                                + "\" is in the region of the queries, and " + KeyNames.S3_ENDPOINT + ". " + answer));
        };
    }
}
