package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.policy.Policies;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The users and roles of the account, their keys and policies. Safe for many threads. */
public final class Identities {
    private final AccessKeys accessKeys;
    private final Policies policies;
    private final Clock clock;
    private final Map<String, Role> rolesByArn = new ConcurrentHashMap<>();
    private final Map<String, Role> rolesByWebToken = new ConcurrentHashMap<>();
    private final Map<String, Duration> lifetimesByRoleArn = new ConcurrentHashMap<>();
    private final List<TemporaryKey> handedOut = new CopyOnWriteArrayList<>();

    /** Keeps users and roles beside their keys and policies. */
    public Identities(AccessKeys accessKeys, Policies policies, Clock clock) {
        this.accessKeys = accessKeys;
        this.policies = policies;
        this.clock = clock;
    }

    /** All keys: to expire or revoke them. */
    public AccessKeys keys() {
        return accessKeys;
    }

    /** The policies of users and roles. */
    public Policies policies() {
        return policies;
    }

    /** Makes a long-lived key for a user, who may have others already. */
    public AccessKey createUserKey(String userName) {
        return accessKeys.create(Principal.user(userName));
    }

    /** Adds a role, or changes the one of that name. */
    public void put(Role role) {
        rolesByArn.put(role.arn(), role);
    }

    /** Lets whoever holds a web identity token assume a role. */
    public void trustWebIdentity(String token, Role role) {
        put(role);
        rolesByWebToken.put(token, role);
    }

    /** Stops trusting a web identity token. */
    public void distrustWebIdentity(String token) {
        rolesByWebToken.remove(token);
    }

    /** Ends new sessions of a role this soon, whatever is asked for: AWS lets none be shorter than fifteen minutes. */
    public void endSessionsAfter(Role role, Duration lifetime) {
        lifetimesByRoleArn.put(role.arn(), lifetime);
    }

    /** Makes a temporary key for a session of a role, without asking who wants it. */
    public TemporaryKey startSession(Role role, String sessionName, Duration duration) {
        Principal session = Principal.session(role.name(), sessionName);
        Duration lifetime = lifetimesByRoleArn.getOrDefault(role.arn(), duration);
        AccessKey key = accessKeys.createTemporary(session, clock.instant().plus(lifetime));
        TemporaryKey handed = new TemporaryKey(key, session, accessKeys.expiry(key));
        handedOut.add(handed);
        return handed;
    }

    /** All temporary keys that were ever handed out, in order. */
    public List<TemporaryKey> handedOut() {
        return List.copyOf(handedOut);
    }

    Optional<Role> role(String arn) {
        return Optional.ofNullable(rolesByArn.get(arn));
    }

    Optional<Role> roleOfWebIdentity(String token) {
        return Optional.ofNullable(rolesByWebToken.get(token));
    }
}
