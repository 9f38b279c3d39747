package io.github.athenaconnect.validation;

import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.S3Location;
import io.github.athenaconnect.result.UnreadableResultException;
import io.github.athenaconnect.type.AthenaColumn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Can a query be started, does its result go where it should, and can the connector read it there and delete it, if it is
 * to do that?
 *
 * <p>What is written and read is the result of an EXPLAIN, which costs nothing. So Athena writes it as it writes results
 * of runs: with the caller's rights, to the place and in the encryption that the workgroup may impose. An object of the
 * connector's own would be refused where a bucket's policy admits Athena only, although everything works.
 */
record OutputCheck(Account account) implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(OutputCheck.class);

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
                    : read(execution, failure, patience(time));
        } catch (UnreadableResultException e) {
            return List.of(new Finding(KeyNames.OUTPUT_LOCATION, "leads to no result. " + e.getMessage()));
        } catch (SdkException e) {
            return account.diagnosis().of(service(), e, failure::of);
        }
    }

    private List<Finding> read(Execution execution, StatementFailure failure, Duration patience) {
        Optional<S3Location> object = execution.outputLocation().map(S3Location::parse);
        if (object.filter(result -> !result.isNamedAfter(execution.id())).isPresent()) {
            return List.of(new Finding(
                    KeyNames.OUTPUT_LOCATION,
                    "leads to " + object.get() + ", which is not named after execution " + execution.id()
                            + " as its result is. Find out who answers for Athena; check " + KeyNames.ATHENA_ENDPOINT
                            + "."));
        }
        List<Finding> findings = object.isEmpty() || all(format -> format == ResultFormat.API)
                ? handedOut(execution, failure)
                : readObject(object.get(), execution, failure, patience);
        return findings.isEmpty()
                ? object.map(result -> new RemovalCheck(account, patience).findings(result))
                        .orElse(List.of())
                : findings;
    }

    private List<Finding> readObject(
            S3Location object, Execution execution, StatementFailure failure, Duration patience) {
        try {
            read(object, patience);
            return List.of();
        } catch (S3Exception e) {
            boolean neverMind = "AccessDenied".equals(e.awsErrorDetails().errorCode())
                    && all(ResultFormat::readsAnyResult)
                    && owner() == null
                    && handedOut(execution, failure).isEmpty();
            return neverMind ? List.of() : account.diagnosis().of(Service.S3, e, refusal -> refused(object, refusal));
        } catch (SdkException e) {
            return account.diagnosis().of(Service.S3, e, refusal -> refused(object, refusal));
        }
    }

    private boolean all(Predicate<ResultFormat> formats) {
        return account.settings().queries().stream()
                .map(QuerySettings::resultFormat)
                .allMatch(formats);
    }

    /** Whether Athena hands the result out itself: what counts where S3 is not to be asked, or does not answer. */
    private List<Finding> handedOut(Execution execution, StatementFailure failure) {
        try {
            List<AthenaColumn> columns = account.resultColumns().of(execution);
            LOG.debug("Athena hands out results: the trial's has {} columns", columns.size());
            return List.of();
        } catch (UnreadableResultException e) {
            return List.of(new Finding(
                    KeyNames.OUTPUT_LOCATION, "leads to results that Athena does not hand out. " + e.getMessage()));
        } catch (SdkException e) {
            return account.diagnosis().of(service(), e, failure::of);
        }
    }

    /** That S3 hands it out is enough: what it is, or how much, is not looked at. */
    private void read(S3Location result, Duration patience) {
        account.clients()
                .s3()
                .getObject(get -> get.bucket(result.bucket())
                        .key(result.key())
                        .expectedBucketOwner(owner())
                        .overrideConfiguration(limited -> limited.apiCallTimeout(patience)))
                .abort();
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
