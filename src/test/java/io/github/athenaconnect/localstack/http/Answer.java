package io.github.athenaconnect.localstack.http;

/** What a server answers. */
public record Answer(int status, String contentType, String body) {
    /** A JSON document. */
    public static Answer json(int status, String body) {
        return new Answer(status, "application/json", body);
    }

    /** An XML document. */
    public static Answer xml(int status, String body) {
        return new Answer(status, "text/xml", body);
    }

    /** Plain text. */
    public static Answer text(int status, String body) {
        return new Answer(status, "text/plain", body);
    }
}
