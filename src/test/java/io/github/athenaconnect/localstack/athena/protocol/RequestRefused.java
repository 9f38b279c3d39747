package io.github.athenaconnect.localstack.athena.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.athenaconnect.localstack.access.SignatureRefused;
import io.github.athenaconnect.localstack.policy.Denial;
import java.util.Map;

/** The service does not do what was asked; carries the error that the caller is to see. */
public final class RequestRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient Map<String, String> details;

    private RequestRefused(int status, String type, String message, Map<String, String> details) {
        super(message);
        this.status = status;
        this.type = type;
        this.details = details;
    }

    /** The caller's mistake, with Athena's code for it, such as {@code INVALID_INPUT}. */
    public static RequestRefused invalid(String code, String message) {
        return new RequestRefused(400, "InvalidRequestException", message, Map.of("AthenaErrorCode", code));
    }

    /** Too many calls of one operation in a second. */
    public static RequestRefused throttled() {
        return new RequestRefused(400, "ThrottlingException", "Rate exceeded", Map.of());
    }

    /** Too many queries queued or running. */
    public static RequestRefused tooManyQueries() {
        return new RequestRefused(
                400,
                "TooManyRequestsException",
                "You have exceeded the limit for the number of queries you can run concurrently. Reduce the number of"
                        + " concurrent queries submitted by this account.",
                Map.of("Reason", "CONCURRENT_QUERY_LIMIT_EXCEEDED"));
    }

    /** The service broke. */
    public static RequestRefused internal() {
        return new RequestRefused(500, "InternalServerException", "Internal server error", Map.of());
    }

    /** The data catalog has no such thing. */
    public static RequestRefused notInCatalog(String message) {
        return new RequestRefused(400, "MetadataException", message, Map.of());
    }

    /** The request cannot be read. */
    public static RequestRefused unreadable(String type, String message) {
        return new RequestRefused(400, type, message, Map.of());
    }

    /** The policies of the caller do not allow what it asks for. */
    public static RequestRefused denied(Denial denial) {
        return new RequestRefused(400, "AccessDeniedException", denial.message(), Map.of());
    }

    /** The request does not prove who sends it. */
    public static RequestRefused unproved(SignatureRefused refused) {
        String type = switch (refused.reason()) {
            case MISSING -> "MissingAuthenticationTokenException";
            case INCOMPLETE -> "IncompleteSignatureException";
            case UNKNOWN_KEY, WRONG_TOKEN -> "UnrecognizedClientException";
            case EXPIRED_TOKEN -> "ExpiredTokenException";
            case WRONG_SCOPE, STALE, WRONG_SIGNATURE -> "InvalidSignatureException";
        };
        return new RequestRefused(400, type, refused.getMessage(), Map.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The name of the exception that the SDK throws. */
    public String type() {
        return type;
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("__type", type);
        details.forEach(body::put);
        return body.put("Message", getMessage());
    }
}
