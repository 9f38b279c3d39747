package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A role that callers may assume.
 *
 * @param trusted ARNs of users, roles and role sessions; {@link Principal#ACCOUNT_ROOT} trusts everybody in the account
 *     whose own policy allows sts:AssumeRole
 * @param externalId what callers must know besides; empty if nothing
 * @param maximumSession how long a session may last, between an hour and twelve
 */
public record Role(String name, List<String> trusted, Optional<String> externalId, Duration maximumSession) {
    public Role {
        trusted = List.copyOf(trusted);
    }

    /** A role that nobody may assume, with sessions of an hour at most. */
    public static Role named(String name) {
        return new Role(name, List.of(), Optional.empty(), Duration.ofHours(1));
    }

    /** The same, to be assumed also by a user, a role, a session, or everybody in the account. */
    public Role trusting(String arn) {
        return new Role(name, Stream.concat(trusted.stream(), Stream.of(arn)).toList(), externalId, maximumSession);
    }

    /** The same, for callers only that know an external id. */
    public Role withExternalId(String id) {
        return new Role(name, trusted, Optional.of(id), maximumSession);
    }

    /** The same, with longer sessions. */
    public Role withMaximumSession(Duration maximum) {
        return new Role(name, trusted, externalId, maximum);
    }

    /** The ARN of the role. */
    public String arn() {
        return Principal.roleArn(name);
    }

    boolean trustsByName(Principal caller) {
        return trusted.contains(caller.arn()) || trusted.contains(caller.entityArn());
    }

    boolean trustsAccount() {
        return trusted.contains(Principal.ACCOUNT_ROOT);
    }

    boolean admits(Optional<String> sentExternalId) {
        return externalId.isEmpty() || externalId.equals(sentExternalId);
    }
}
