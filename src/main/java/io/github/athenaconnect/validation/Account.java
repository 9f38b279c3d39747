package io.github.athenaconnect.validation;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.result.ReadingMemory;
import io.github.athenaconnect.result.ResultColumns;
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

    /** What tells the columns of results, of answers as large as a task may hold. */
    ResultColumns resultColumns() {
        ReadingMemory memory = new ReadingMemory(settings.runtime().bufferMaxBytes());
        return new ResultColumns(clients.athena(), memory.page());
    }

    /** The ARN of a resource of Athena in any account, since the account's number need not be known. */
    String athenaArn(String resource) {
        return "arn:aws:athena:" + settings.aws().region().id() + ":*:" + resource;
    }
}
