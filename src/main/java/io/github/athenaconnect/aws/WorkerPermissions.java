package io.github.athenaconnect.aws;

/**
 * What those who run the worker allow those who configure connectors: system properties of the worker's JVM, all off
 * unless set to true.
 *
 * @param credentialProcess whether a profile may run a command on the worker
 * @param tokenEndpoint whether a web identity token, which is a file of the worker, may be sent to
 *     {@code aws.sts.endpoint}
 */
public record WorkerPermissions(boolean credentialProcess, boolean tokenEndpoint) {
    public static final String CREDENTIAL_PROCESS = "athena.connect.allow.credential.process";
    public static final String TOKEN_ENDPOINT = "athena.connect.allow.token.endpoint";

    /** What holds now. */
    public static WorkerPermissions current() {
        return new WorkerPermissions(Boolean.getBoolean(CREDENTIAL_PROCESS), Boolean.getBoolean(TOKEN_ENDPOINT));
    }
}
