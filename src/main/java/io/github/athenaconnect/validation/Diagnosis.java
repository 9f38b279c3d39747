package io.github.athenaconnect.validation;

import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Finds the key that is at fault when a call fails for a reason that has nothing to do with what was asked. */
final class Diagnosis {
    private static final Logger LOG = LoggerFactory.getLogger(Diagnosis.class);

    private final AwsSettings aws;

    Diagnosis(AwsSettings aws) {
        this.aws = aws;
    }

    /** Judges what a service refused to do as it was asked, or what the caller may not do. */
    interface OfRefusal extends Function<AwsServiceException, List<Finding>> {}

    /**
     * What follows from a failed call.
     *
     * @param refused asked where the service understood the request, knew the caller and still said no
     */
    List<Finding> of(Service service, SdkException thrown, OfRefusal refused) {
        FailureKind kind = FailureKind.of(thrown);
        return switch (kind) {
            case DENIED, REFUSED -> refused.apply((AwsServiceException) thrown);
            case PASSING -> passing(service, thrown);
            case UNKNOWN_HOST, UNREACHED -> List.of(unreached(service, kind, thrown));
            case UNTRUSTED -> List.of(untrusted(service, thrown));
            case UNPROVEN -> List.of(unproven(service, thrown));
            case FOREIGN -> List.of(foreign(service, thrown));
            case WRONG_REGION -> List.of(wrongRegion((AwsServiceException) thrown));
            case UNKNOWN_IDENTITY, WRONG_SECRET, EXPIRED, CLOCK, NO_CREDENTIALS -> List.of(credentials(kind, thrown));
        };
    }

    private static List<Finding> passing(Service service, SdkException thrown) {
        LOG.warn(
                "{} could not be asked just now, so the configuration passes unchecked there.{}",
                service,
                said(thrown));
        return List.of();
    }

    private Finding unreached(Service service, FailureKind kind, SdkException thrown) {
        String problem = kind == FailureKind.UNKNOWN_HOST ? " has no address" : " cannot be reached";
        return new Finding(
                service.addressKey(aws),
                "leads nowhere: " + service.described(aws) + problem + " from the worker. Check that key and whether"
                        + " the worker's DNS, network, proxy and firewall let it through." + said(thrown));
    }

    private Finding untrusted(Service service, SdkException thrown) {
        return new Finding(
                service.addressKey(aws),
                "leads to somebody who shows a certificate that does not prove to be " + service.described(aws)
                        + "; nothing was sent. Check that key and the worker's proxy; if this is who should answer, have its"
                        + " certificate renewed, or add the authority that issued it to the worker's trust store"
                        + " (javax.net.ssl.trustStore)." + said(thrown));
    }

    private Finding unproven(Service service, SdkException thrown) {
        return new Finding(
                service.addressKey(aws),
                "leads to somebody who shows a certificate that does not prove now to be " + service.described(aws)
                        + "; nothing was sent. By the worker's clock it is out of date, or whether it was revoked cannot be"
                        + " looked up: set that clock if it is wrong, otherwise have the certificate renewed, and let the"
                        + " worker reach who tells of revoked ones." + said(thrown));
    }

    private Finding foreign(Service service, SdkException thrown) {
        return new Finding(
                service.addressKey(aws),
                "leads to something that answers, but is not " + service.described(aws) + ". Check that key and the"
                        + " worker's proxy." + said(thrown));
    }

    private Finding wrongRegion(AwsServiceException thrown) {
        return new Finding(
                KeyNames.REGION,
                "is " + aws.region().id() + ", which is not the region that the endpoint serves. Name the region of"
                        + " the endpoint." + said(thrown));
    }

    private Finding credentials(FailureKind kind, SdkException thrown) {
        return new Finding(CredentialsKey.of(aws.credentials(), kind), credentialsProblem(kind) + said(thrown));
    }

    private static String credentialsProblem(FailureKind kind) {
        return switch (kind) {
            case UNKNOWN_IDENTITY ->
                "gives credentials that AWS does not know. Check the access key id, whether the key is active, and"
                        + " that temporary keys come with their session token.";
            case WRONG_SECRET ->
                "gives credentials whose secret does not match their id. Check that the secret is complete and not"
                        + " rotated.";
            case EXPIRED ->
                "gives credentials that have expired. Renew them, or choose a mode that renews them by itself.";
            case CLOCK -> "gives credentials that cannot be used: the worker's clock is wrong. Set the clock.";
            default -> "gives no credentials. Set up on the worker what it refers to, or change it.";
        };
    }

    private static String said(SdkException thrown) {
        return thrown instanceof AwsServiceException answered
                ? " " + CallFailure.answer(answered)
                : " The SDK says: " + CallFailure.said(thrown);
    }
}
