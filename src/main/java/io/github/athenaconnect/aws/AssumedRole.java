package io.github.athenaconnect.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * A role that is taken on to do the work.
 *
 * @param externalId what the role's owner agreed on with whoever assumes it; roles that ask for none ignore it
 * @param sessionName how CloudTrail names the connector's doings
 * @param duration how long one session lasts; it is renewed before it ends
 */
public record AssumedRole(String arn, Optional<String> externalId, String sessionName, Duration duration) {
    public static final String DEFAULT_SESSION_NAME = "kafka-connect-athena";

    /** What STS takes when nothing is asked, and the longest it grants a role that assumes a role. */
    public static final Duration DEFAULT_DURATION = Duration.ofHours(1);

    public static final Duration SHORTEST = Duration.ofMinutes(15);
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/([!-~]+/)?[A-Za-z0-9_+=,.@-]{1,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");
    private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");

    public static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    public static boolean isExternalId(String text) {
        return EXTERNAL_ID.matcher(text).matches();
    }

    public static boolean isSessionName(String text) {
        return SESSION_NAME.matcher(text).matches();
    }

    public static boolean isDuration(Duration duration) {
        return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
    }

    /** The account it belongs to. */
    String account() {
        return arn.split(":", -1)[4];
    }

    /** Sessions of the role, begun with other credentials when first needed. */
    AwsCredentialsProvider assumedWith(AwsCredentialsProvider source, IdentityClients clients) {
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(clients.sts())
                .asyncCredentialUpdateEnabled(false)
                .refreshRequest(request(source))
                .build();
    }

    /** Without the external id, which is between the role's owner and whoever assumes it. */
    @Override
    public String toString() {
        return "AssumedRole[" + arn + ", " + sessionName + ", " + duration + "]";
    }

    private AssumeRoleRequest request(AwsCredentialsProvider source) {
        return AssumeRoleRequest.builder()
                .roleArn(arn)
                .externalId(externalId.orElse(null))
                .roleSessionName(sessionName)
                .durationSeconds(Math.toIntExact(duration.toSeconds()))
                .overrideConfiguration(override -> override.credentialsProvider(source))
                .build();
    }
}
