package io.github.athenaconnect.quota;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The turn of one query to make one kind of call. Mutable: it keeps the query's place until the call is made and answered. For
 * one thread at a time.
 */
final class Turn {
    /**
     * As often as the SDK would ask; whoever made the call then hears of it. Not where the account has too many queries: that lasts
     * as long as the queries do, and nothing is wrong with this one.
     */
    private static final int MOST_ATTEMPTS = 5;

    private final AthenaCall call;
    private final AccountQuota quota;
    private final InstantSource clock;
    private OptionalLong place = OptionalLong.empty();
    private int refusals;

    Turn(AthenaCall call, AccountQuota quota, InstantSource clock) {
        this.call = call;
        this.quota = quota;
        this.clock = clock;
    }

    /**
     * Makes the call if it is its turn; what it throws passes through.
     *
     * @throws QuotaAwaitedException if it is not, or if Athena refuses it as one too many
     */
    <R> R take(Supplier<R> made) {
        long own = place.orElseGet(quota::newPlace);
        place = OptionalLong.of(own);
        quota.ask(call, own, clock.instant()).ifPresent(wait -> {
            throw new QuotaAwaitedException(wait);
        });
        try {
            R answer = made.get();
            over(own);
            return answer;
        } catch (AwsServiceException refusal) {
            if (!refusal.isThrottlingException()) {
                over(own);
                throw refusal;
            }
            throw refused(own, refusal);
        } catch (RuntimeException failure) {
            over(own);
            throw failure;
        }
    }

    private void over(long own) {
        quota.answered(own);
        place = OptionalLong.empty();
        refusals = 0;
    }

    private RuntimeException refused(long own, AwsServiceException refusal) {
        boolean full = isOfActiveQueries(refusal);
        QuotaWait wait = quota.refused(call, own, full, clock.instant());
        refusals += full ? 0 : 1;
        if (refusals < MOST_ATTEMPTS) {
            return new QuotaAwaitedException(wait);
        }
        refusals = 0;
        return refusal;
    }

    /** Athena gives a reason besides, CONCURRENT_QUERY_LIMIT_EXCEEDED, and throttles calls by another code. */
    private boolean isOfActiveQueries(AwsServiceException refusal) {
        return call == AthenaCall.START
                && Optional.ofNullable(refusal.awsErrorDetails())
                        .map(AwsErrorDetails::errorCode)
                        .filter("TooManyRequestsException"::equals)
                        .isPresent();
    }
}
