package io.github.athenaconnect.localstack.policy;

import io.github.athenaconnect.localstack.access.Principal;

/**
 * A caller may not do an action on a resource.
 *
 * @param action such as {@code athena:StartQueryExecution}
 * @param resource an ARN, or {@code *}
 */
public record Denial(Principal principal, String action, String resource) {
    /** In the words of most AWS services. */
    public String message() {
        return message(resource);
    }

    /** In the words of S3, which quotes the resource. */
    public String messageOfS3() {
        return message('"' + resource + '"');
    }

    private String message(String shown) {
        return "User: " + principal.arn() + " is not authorized to perform: " + action + " on resource: " + shown
                + " because no identity-based policy allows the " + action + " action";
    }
}
