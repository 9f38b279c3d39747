package io.github.athenaconnect.localstack.policy;

import io.github.athenaconnect.localstack.access.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of users and roles; whoever has none may do everything. Safe for many threads. */
public final class Policies {
    private final Map<String, Policy> byEntity = new ConcurrentHashMap<>();

    /**
     * Gives a user or a role its only policy, from now on.
     *
     * @param entityArn such as {@code arn:aws:iam::123456789012:role/connector}
     */
    public void put(String entityArn, Policy policy) {
        byEntity.put(entityArn, policy);
    }

    /** Lets a user or a role do everything again. */
    public void remove(String entityArn) {
        byEntity.remove(entityArn);
    }

    /** Whether a caller may do an action on each of some resources: the first that it may not. */
    public Optional<Denial> denial(Principal principal, String action, List<String> resources) {
        Policy policy = byEntity.get(principal.entityArn());
        if (policy == null) {
            return Optional.empty();
        }
        return resources.stream()
                .filter(resource -> !policy.allows(action, resource))
                .findFirst()
                .map(resource -> new Denial(principal, action, resource));
    }

    /** Whether a caller may do an action on a resource. */
    public Optional<Denial> denial(Principal principal, String action, String resource) {
        return denial(principal, action, List.of(resource));
    }
}
