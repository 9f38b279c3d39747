package io.github.athenaconnect.validation;

import io.github.athenaconnect.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Whose credentials are these? The answer is for the log; queries run without STS, so only credentials that it refuses
 * are an error.
 */
record CallerCheck(Account account, StsClient sts) implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(CallerCheck.class);

    private static final Set<FailureKind> UNUSABLE =
            Set.of(FailureKind.UNKNOWN_IDENTITY, FailureKind.WRONG_SECRET, FailureKind.EXPIRED, FailureKind.CLOCK);

    @Override
    public Service service() {
        return Service.STS;
    }

    @Override
    public String question() {
        return "GetCallerIdentity";
    }

    /** Far less than all questions may take: nobody should wait for what is good to know but not needed. */
    private Duration patience() {
        return account.settings().validation().timeout().dividedBy(8);
    }

    @Override
    public List<Finding> findings(TimeLeft time) {
        try {
            String caller = sts.getCallerIdentity(
                            get -> get.overrideConfiguration(limited -> limited.apiCallTimeout(patience())))
                    .arn();
            LOG.info(
                    "The configuration of {} is tried out as {}",
                    account.settings().connectorName(),
                    caller);
            return List.of();
        } catch (SdkException e) {
            if (UNUSABLE.contains(FailureKind.of(e))) {
                return account.diagnosis().of(service(), e, refusal -> List.of());
            }
            LOG.info("STS did not say whose credentials these are, which is not needed: {}", FailureKind.of(e));
            return List.of();
        }
    }
}
