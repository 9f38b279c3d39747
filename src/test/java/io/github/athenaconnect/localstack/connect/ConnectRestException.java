package io.github.athenaconnect.localstack.connect;

/** A worker's REST interface refused a request. */
public final class ConnectRestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int CONFLICT = 409;

    private final int status;
    private final String body;

    ConnectRestException(String request, int status, String body) {
        super(request + " was answered with " + status + ": " + words(body));
        this.status = status;
        this.body = body;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** Whether the worker has done nothing yet and may do it soon; a name that is taken has the same status and stays taken. */
    boolean isForNow() {
        return status == CONFLICT && !body.contains("already exists");
    }

    /** The answer as it came. */
    public String body() {
        return body;
    }

    /** A worker wraps what it has to say in JSON; what stands before it, such as a proxy, may not. */
    private static String words(String body) {
        return body.startsWith("{") ? Json.parse(body).path("message").asText(body) : body;
    }
}
