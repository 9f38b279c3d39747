package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.aws.AssumedRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which roles the connector takes on with its credentials. */
final class RoleSection {
    private static final Key<List<String>> ARN = Key.optional(
            "aws.sts.role.arn",
            Form.list("ARNs of roles", RoleSection::arns),
            Label.medium(
                    "Role",
                    LONG,
                    "A role to assume with the credentials, whatever their mode. Several, separated by commas, are"
                            + " assumed in turn, each with the credentials of the one before."));
    private static final Key<String> EXTERNAL_ID = Key.optional(
            "aws.sts.role.external.id",
            of("2 to 1224 of a-z A-Z 0-9 _ + = , . @ : / -", AssumedRole::isExternalId),
            Label.low(
                    "External id",
                    MEDIUM,
                    "What the owner of the role asks for. Sent with each role of `aws.sts.role.arn`; one that asks for"
                            + " none ignores it."));
    private static final Key<String> SESSION_NAME = Key.optional(
            "aws.sts.role.session.name",
            of("2 to 64 of a-z A-Z 0-9 _ + = , . @ -", AssumedRole::isSessionName),
            Label.low(
                    "Session name",
                    MEDIUM,
                    "Under which name CloudTrail shows what the connector does; `kafka-connect-athena` if unset."));
    private static final Key<Duration> SESSION_DURATION = Key.optional(
            "aws.sts.role.session.duration.seconds",
            Form.number(AssumedRole.SHORTEST.toSeconds(), AssumedRole.LONGEST.toSeconds())
                    .map(Duration::ofSeconds),
            Label.low(
                    "Session duration (s)",
                    SHORT,
                    "How long one session of a role lasts, 3600 if unset; it is renewed before it ends. At most what"
                            + " the role allows, and 3600 where a role assumes another."));

    private static final List<Key<?>> DETAILS = List.of(EXTERNAL_ID, SESSION_NAME, SESSION_DURATION);

    static final Section SECTION = new Section("AWS roles", List.of(ARN, EXTERNAL_ID, SESSION_NAME, SESSION_DURATION));

    private RoleSection() {}

    static void check(Values values) {
        if (!values.isSet(ARN)) {
            DETAILS.stream()
                    .filter(values::isSet)
                    .forEach(key -> values.reject(key, "has no meaning without " + ARN.name() + "; set it too"));
        }
        values.find(SESSION_DURATION)
                .filter(duration -> duration.compareTo(AssumedRole.DEFAULT_DURATION) > 0)
                .filter(duration -> values.find(ARN).orElse(List.of()).size() > 1)
                .ifPresent(duration -> values.reject(
                        SESSION_DURATION,
                        "must be at most " + AssumedRole.DEFAULT_DURATION.toSeconds()
                                + " where a role assumes another, which is all that STS grants then; found "
                                + duration.toSeconds()));
    }

    static List<AssumedRole> read(Values values) {
        Optional<String> externalId = values.find(EXTERNAL_ID);
        String sessionName = values.find(SESSION_NAME).orElse(AssumedRole.DEFAULT_SESSION_NAME);
        Duration duration = values.find(SESSION_DURATION).orElse(AssumedRole.DEFAULT_DURATION);
        return values.find(ARN).orElse(List.of()).stream()
                .map(arn -> new AssumedRole(arn, externalId, sessionName, duration))
                .toList();
    }

    private static List<String> arns(List<String> arns) {
        if (arns.isEmpty()) {
            throw new IllegalArgumentException(
                    "must name at least one role, found none; remove the key to assume none");
        }
        arns.stream().filter(arn -> !AssumedRole.isArn(arn)).findFirst().ifPresent(wrong -> {
            String found = wrong.startsWith("arn:") ? "\"" + wrong + "\"" : "something else";
            throw new IllegalArgumentException(
                    "must hold ARNs such as arn:aws:iam::123456789012:role/reader, found " + found);
        });
        return arns;
    }

    /** Does not show what was found: some keep an external id to themselves. */
    private static Form<String> of(String accepts, Predicate<String> right) {
        return Form.text(accepts, text -> {
            if (!right.test(text)) {
                throw new IllegalArgumentException("must be " + accepts + ", found something else");
            }
            return text;
        });
    }
}
