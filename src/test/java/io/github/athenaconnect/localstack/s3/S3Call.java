package io.github.athenaconnect.localstack.s3;

import io.github.athenaconnect.localstack.policy.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request asks S3 for.
 *
 * @param name the bucket and the key; an empty key means the bucket itself
 * @param parameters the names of the query's parameters
 * @param copySource what is copied, if something is
 */
record S3Call(String method, ObjectName name, Set<String> parameters, Optional<ObjectName> copySource) {
    private static final Map<String, String> ON_BUCKET = Map.of(
            "location", "s3:GetBucketLocation",
            "uploads", "s3:ListBucketMultipartUploads",
            "acl", "s3:GetBucketAcl",
            "policy", "s3:GetBucketPolicy");

    /**
     * Reads a request.
     *
     * @param path without escapes, beginning with a slash
     * @param copySource the header of that name
     */
    static S3Call of(String method, String path, Set<String> parameters, Optional<String> copySource) {
        Optional<ObjectName> source = copySource.map(text -> named(text.startsWith("/") ? text : "/" + text));
        return new S3Call(method, named(path), parameters, source);
    }

    /** Whether it asks where a bucket is. */
    boolean asksForLocation() {
        return method.equals("GET") && isOnBucket() && parameters.contains("location");
    }

    /** Whether it reads an object or its description. */
    boolean readsObject() {
        return !isOnBucket() && (method.equals("GET") || method.equals("HEAD")) && !parameters.contains("uploadId");
    }

    /** What the caller must be allowed; the keys of a deletion of many are in its body, so that is left to the store. */
    List<Requirement> requirements() {
        List<Requirement> requirements = new ArrayList<>();
        copySource.ifPresent(source ->
                requirements.add(new Requirement("s3:GetObject", Arns.object(source.bucket(), source.key()))));
        if (name.bucket().isEmpty()) {
            requirements.add(new Requirement("s3:ListAllMyBuckets", "*"));
        } else if (!isOnBucket()) {
            requirements.add(new Requirement(onObject(), Arns.object(name.bucket(), name.key())));
        } else if (!method.equals("POST")) {
            requirements.add(new Requirement(onBucket(), Arns.bucket(name.bucket())));
        }
        return requirements;
    }

    private boolean isOnBucket() {
        return name.key().isEmpty();
    }

    private String onBucket() {
        return switch (method) {
            case "PUT" -> "s3:CreateBucket";
            case "DELETE" -> "s3:DeleteBucket";
            default ->
                parameters.stream()
                        .filter(ON_BUCKET::containsKey)
                        .map(ON_BUCKET::get)
                        .findFirst()
                        .orElse("s3:ListBucket");
        };
    }

    private String onObject() {
        boolean upload = parameters.contains("uploadId");
        return switch (method) {
            case "GET", "HEAD" -> upload ? "s3:ListMultipartUploadParts" : "s3:GetObject";
            case "DELETE" -> upload ? "s3:AbortMultipartUpload" : "s3:DeleteObject";
            default -> "s3:PutObject";
        };
    }

    private static ObjectName named(String path) {
        int slash = path.indexOf('/', 1);
        return slash < 0
                ? new ObjectName(path.substring(1), "")
                : new ObjectName(path.substring(1, slash), path.substring(slash + 1));
    }

    /** An action that must be allowed on a resource. */
    record Requirement(String action, String resource) {}
}
