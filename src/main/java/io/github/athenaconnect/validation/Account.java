package io.github.athenaconnect.validation;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.ConnectorSettings;
import java.time.InstantSource;

/**
 * What every check needs: the settings on trial and the account they lead to.
 *
 * @param clients open; closed by whoever opened them
 */
record Account(ConnectorSettings settings, AwsClients clients, InstantSource clock) {
    Diagnosis diagnosis() {
        return new Diagnosis(settings.aws());
    }

    /** The ARN of a resource of Athena in any account, since the account's number need not be known. */
    String athenaArn(String resource) {
        return "arn:aws:athena:" + settings.aws().region().id() + ":*:" + resource;
    }
}
