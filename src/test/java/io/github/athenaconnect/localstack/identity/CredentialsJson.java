package io.github.athenaconnect.localstack.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/** Temporary keys as the endpoints on a machine write them. */
final class CredentialsJson {
    private CredentialsJson() {}

    static ObjectNode of(TemporaryKey session) {
        return object().put("AccessKeyId", session.key().id())
                .put("SecretAccessKey", session.key().secret())
                .put("Token", session.sessionToken())
                .put(
                        "Expiration",
                        session.expiry().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
