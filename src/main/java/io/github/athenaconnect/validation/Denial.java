package io.github.athenaconnect.validation;

import io.github.athenaconnect.failure.CallFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A right that is missing.
 *
 * @param action the IAM action
 * @param resource the ARN it is needed on, with {@code *} for what is not known
 */
record Denial(String action, String resource) {
    private static final Pattern NAMED =
            Pattern.compile("not authorized to perform: ([\\w:]+)(?: on resource: ([^\\s,;]+[^\\s,;.]))?");

    /** What AWS itself names in its refusal, or what the call is known to need. */
    static Denial named(String message, Denial otherwise) {
        Matcher named = NAMED.matcher(message);
        if (!named.find()) {
            return otherwise;
        }
        String resource = named.group(2);
        return new Denial(named.group(1), resource == null ? otherwise.resource : resource.replaceAll("^\"|\"$", ""));
    }

    /** Whether a message of AWS is about a missing right. */
    static boolean isIn(String message) {
        return NAMED.matcher(message).find();
    }

    /** Words that go on after a key's name. */
    String problem(String subject, AwsServiceException refusal) {
        return problem(subject) + " " + CallFailure.answer(refusal);
    }

    /** Words that go on after a key's name. */
    String problem(String subject) {
        return "names " + subject + ", for which the connector's identity lacks " + action + " on " + resource
                + ". Allow it in IAM, or name another.";
    }
}
