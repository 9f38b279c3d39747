package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.policy.Denial;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Decides who may assume which role, and for how long. Source: AssumeRole in the STS API reference. */
final class RoleSessions {
    private static final long DEFAULT_SECONDS = 3600;
    private static final long LEAST_SECONDS = 900;
    private static final Duration CHAINED_MAXIMUM = Duration.ofHours(1);

    private final Identities identities;

    RoleSessions(Identities identities) {
        this.identities = identities;
    }

    TemporaryKey assume(Map<String, String> form, Principal caller) throws StsRefused {
        String arn = required(form, "RoleArn");
        String sessionName = sessionName(form);
        Duration duration = duration(form);
        Optional<String> externalId = Optional.ofNullable(form.get("ExternalId"));
        Role role = identities
                .role(arn)
                .filter(found -> found.admits(externalId) && mayAssume(caller, found))
                .orElseThrow(() -> notAuthorized(caller, arn));
        if (caller.isSession() && duration.compareTo(CHAINED_MAXIMUM) > 0) {
            throw StsRefused.invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        return start(role, sessionName, duration);
    }

    TemporaryKey assumeWithWebIdentity(Map<String, String> form) throws StsRefused {
        String arn = required(form, "RoleArn");
        String token = required(form, "WebIdentityToken");
        String sessionName = sessionName(form);
        Role role = identities
                .roleOfWebIdentity(token)
                .orElseThrow(() -> new StsRefused(
                        400, "InvalidIdentityToken", "The web identity token that was passed could not be validated"));
        if (!role.arn().equals(arn)) {
            throw StsRefused.denied("Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        return start(role, sessionName, duration(form));
    }

    private TemporaryKey start(Role role, String sessionName, Duration duration) throws StsRefused {
        if (duration.compareTo(role.maximumSession()) > 0) {
            throw StsRefused.invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return identities.startSession(role, sessionName, duration);
    }

    private boolean mayAssume(Principal caller, Role role) {
        if (role.trustsByName(caller)) {
            return true;
        }
        Optional<Denial> denial = identities.policies().denial(caller, "sts:AssumeRole", role.arn());
        return role.trustsAccount() && denial.isEmpty();
    }

    private static StsRefused notAuthorized(Principal caller, String roleArn) {
        String message = new Denial(caller, "sts:AssumeRole", roleArn).message();
        return StsRefused.denied(message.substring(0, message.indexOf(" because ")));
    }

    private static Duration duration(Map<String, String> form) throws StsRefused {
        String text = form.getOrDefault("DurationSeconds", String.valueOf(DEFAULT_SECONDS));
        if (!text.matches("\\d{1,9}") || Long.parseLong(text) < LEAST_SECONDS) {
            throw constraint(text, "durationSeconds", "Member must have value greater than or equal to 900");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static String sessionName(Map<String, String> form) throws StsRefused {
        String name = required(form, "RoleSessionName");
        if (!name.matches("[\\w+=,.@-]{2,64}")) {
            throw constraint(
                    name, "roleSessionName", "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        }
        return name;
    }

    private static String required(Map<String, String> form, String parameter) throws StsRefused {
        String value = form.get(parameter);
        if (value == null) {
            throw constraint("null", parameter, "Member must not be null");
        }
        return value;
    }

    private static StsRefused constraint(String value, String parameter, String constraint) {
        String path = Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1);
        return StsRefused.invalid("1 validation error detected: Value '" + value + "' at '" + path
                + "' failed to satisfy constraint: " + constraint);
    }
}
