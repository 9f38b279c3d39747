package io.github.athenaconnect.localstack.s3;

/** The name of an object: its bucket and its key. */
public record ObjectName(String bucket, String key) {
    /** Takes a URI such as {@code s3://bucket/some/key} apart. */
    public static ObjectName parse(String uri) {
        if (!uri.startsWith("s3://")) {
            throw new IllegalArgumentException("Not an S3 URI: " + uri);
        }
        int slash = uri.indexOf('/', "s3://".length());
        return slash < 0
                ? new ObjectName(uri.substring("s3://".length()), "")
                : new ObjectName(uri.substring("s3://".length(), slash), uri.substring(slash + 1));
    }

    /** The URI of the object. */
    public String uri() {
        return "s3://" + bucket + "/" + key;
    }
}
