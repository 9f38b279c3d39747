package io.github.athenaconnect.aws;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loggers of the libraries that write credentials into the worker's log as soon as they say more than they do at INFO. Levels
 * are the worker's business, and whoever reaches its REST interface may change them: nothing here can hold them, but it warns.
 */
public final class OutspokenLoggers {
    /**
     * Found by running every mode of credentials with all loggers at TRACE (CredentialModesTest, IdentityTest). The names are those of this
     * archive: in the jar of everything they have moved, here as there.
     */
    public static final List<String> NAMES = List.of(
            // Whole requests and answers: session tokens, what STS and the SSO portal hand out, rows.
            "org.apache.hc.client5.http.wire",
            // Session tokens, and tokens of the SSO portal.
            "org.apache.hc.client5.http.headers",
            // What is signed, session tokens among it.
            "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner",
            // Requests to STS as they are before they become bodies: tokens of web identities.
            "software.amazon.awssdk.utils.uri.SdkUri",
            // The line of a credential_process.
            "software.amazon.awssdk.utils.cache.CachedSupplier");

    private static final Logger log = LoggerFactory.getLogger(OutspokenLoggers.class);

    private OutspokenLoggers() {}

    /** Warns of each that is set to say more than it does at INFO. */
    static void warn() {
        NAMES.stream()
                .filter(name -> LoggerFactory.getLogger(name).isDebugEnabled())
                .forEach(name -> log.warn(
                        "The logger {} is set to DEBUG or TRACE, at which it writes credentials into this log; set it to INFO,"
                                + " and replace what it has written meanwhile",
                        name));
    }
}
