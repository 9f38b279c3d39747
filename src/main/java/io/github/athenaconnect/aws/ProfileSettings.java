package io.github.athenaconnect.aws;

import io.github.athenaconnect.aws.profile.Profile;
import io.github.athenaconnect.aws.profile.UnusableProfileException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * Reads the settings of one profile, with errors that name the profile and the setting, never its value.
 *
 * @param kind of the section, for messages
 */
record ProfileSettings(String kind, Profile profile) {
    ProfileSettings(Profile profile) {
        this("profile", profile);
    }

    /** A value without white space in it: one that has some was glued together from several lines. */
    Optional<String> word(String setting) {
        Optional<String> found = profile.find(setting);
        if (!setting.equals("credential_process")
                && found.filter(ProfileSettings::hasSpace).isPresent()) {
            throw problem("has white space inside its " + setting);
        }
        return found;
    }

    String require(String setting) {
        return word(setting).orElseThrow(() -> missing(setting));
    }

    Optional<Region> region(String setting) {
        return word(setting)
                .map(name -> RegionName.parse(name)
                        .orElseThrow(() -> problem("has a " + setting + " that is not the name of an AWS region")));
    }

    AssumedRole role() {
        if (profile.has("mfa_serial")) {
            throw problem("has an mfa_serial, but there is nobody on a worker to type a code");
        }
        String arn = require("role_arn");
        if (!AssumedRole.isArn(arn)) {
            throw problem("has a role_arn other than arn:aws:iam::<account>:role/<name>");
        }
        Optional<String> externalId = word("external_id");
        if (externalId.filter(id -> !AssumedRole.isExternalId(id)).isPresent()) {
            throw problem("has an external_id other than 2 to 1224 of a-z A-Z 0-9 _ + = , . @ : / -");
        }
        return new AssumedRole(arn, externalId, sessionName(), duration());
    }

    private String sessionName() {
        String name = word("role_session_name").orElse(AssumedRole.DEFAULT_SESSION_NAME);
        if (!AssumedRole.isSessionName(name)) {
            throw problem("has a role_session_name other than 2 to 64 of a-z A-Z 0-9 _ + = , . @ -");
        }
        return name;
    }

    private Duration duration() {
        Optional<String> written = word("duration_seconds");
        if (written.filter(digits -> !digits.matches("[0-9]{1,6}")).isPresent()) {
            throw wrongDuration();
        }
        Duration duration = written.map(digits -> Duration.ofSeconds(Long.parseLong(digits)))
                .orElse(AssumedRole.DEFAULT_DURATION);
        if (!AssumedRole.isDuration(duration)) {
            throw wrongDuration();
        }
        return duration;
    }

    private UnusableProfileException wrongDuration() {
        return problem("has duration_seconds other than " + AssumedRole.SHORTEST.toSeconds() + " to "
                + AssumedRole.LONGEST.toSeconds());
    }

    UnusableProfileException missing(String setting) {
        return problem("has no " + setting);
    }

    UnusableProfileException problem(String problem) {
        return new UnusableProfileException(
                "must hold usable profiles, but its " + kind + " \"" + profile.name() + "\" " + problem);
    }

    private static boolean hasSpace(String value) {
        return value.chars().anyMatch(Character::isWhitespace);
    }
}
