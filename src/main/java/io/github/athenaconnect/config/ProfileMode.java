package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.CredentialsMode.PROFILE_CONTENT;
import static io.github.athenaconnect.config.CredentialsMode.PROFILE_FILE;
import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;

import io.github.athenaconnect.aws.CredentialsSettings;
import io.github.athenaconnect.aws.ProfileSource;
import io.github.athenaconnect.aws.profile.ProfileText;
import io.github.athenaconnect.aws.profile.Profiles;
import io.github.athenaconnect.aws.profile.UnusableProfileException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/** Signing in with a profile, from a file on the worker or from a text in the configuration. */
final class ProfileMode {
    private static final Key<ProfileSource> FILE = Key.optional(
                    "aws.profile.file",
                    Form.text("the path of a file on the worker, absolute or beginning with ~/", ProfileMode::source),
                    Label.medium(
                            "Profile file",
                            LONG,
                            "A credentials or config file on each worker, such as `~/.aws/credentials`; required by"
                                    + " `aws.credentials.mode=profile_file`. Read again when it has changed."))
            .visibleWhen(CredentialsMode.KEY, PROFILE_FILE.word());
    private static final Key<Profiles> CONTENT = Key.optional(
                    "aws.profile.content",
                    new Form<>(
                            ConfigDef.Type.PASSWORD,
                            "the text of a credentials or config file",
                            List.of(),
                            content -> profiles((Password) content)),
                    Label.medium(
                            "Profile content",
                            LONG,
                            "The text of a credentials or config file, or of both in one, line breaks written `\\n`;"
                                    + " required by `aws.credentials.mode=profile_content`."))
            .visibleWhen(CredentialsMode.KEY, PROFILE_CONTENT.word());
    private static final Key<String> NAME = Key.optional(
                    "aws.profile.name",
                    Form.text("the name of a profile", name -> name),
                    Label.medium(
                            "Profile",
                            MEDIUM,
                            "The profile to sign in with, `default` if unset: one with keys, with a role and its"
                                    + " source_profile or credential_source, with a web identity or an SSO session."))
            .visibleWhen(CredentialsMode.KEY, PROFILE_FILE.word(), PROFILE_CONTENT.word());

    static final List<ModeKey> KEYS = List.of(
            ModeKey.required(FILE, PROFILE_FILE),
            ModeKey.required(CONTENT, PROFILE_CONTENT),
            ModeKey.optional(NAME, PROFILE_FILE, PROFILE_CONTENT));

    private ProfileMode() {}

    /** Reads the file, so that what is wrong in it is told where connectors are configured. */
    static void check(Values values, CredentialsMode mode) {
        Key<?> source = mode == PROFILE_FILE ? FILE : CONTENT;
        try {
            profiles(values, mode).ifPresent(profiles -> check(values, source, profiles));
        } catch (UnusableProfileException unusable) {
            values.reject(source, unusable.problem());
        }
    }

    static CredentialsSettings readFile(Values values) {
        return new CredentialsSettings.ProfileFile(values.get(FILE), name(values));
    }

    static CredentialsSettings readContent(Values values) {
        return new CredentialsSettings.ProfileContent(values.get(CONTENT), name(values));
    }

    /** The profile in words that go on after another key's name. */
    static String described(Values values) {
        return "the profile \"" + name(values) + "\"";
    }

    private static Optional<Profiles> profiles(Values values, CredentialsMode mode) {
        return mode == PROFILE_FILE ? values.find(FILE).map(ProfileSource::read) : values.find(CONTENT);
    }

    private static void check(Values values, Key<?> source, Profiles profiles) {
        if (values.isSet(NAME) && values.find(NAME).isEmpty()) {
            return;
        }
        String name = name(values);
        if (profiles.find(name).isEmpty()) {
            values.reject(
                    NAME,
                    "must name a profile of " + source.name() + ", which has " + profiles.names() + "; found "
                            + (values.isSet(NAME) ? "\"" + name + "\"" : "the default, \"" + name + "\""));
        } else {
            new CredentialsSettings.ProfileContent(profiles, name).check();
        }
    }

    private static String name(Values values) {
        return values.find(NAME).orElse(Profiles.DEFAULT);
    }

    private static Profiles profiles(Password content) {
        if (content.value().isBlank()) {
            throw new IllegalArgumentException("must not be blank; remove the key to leave it unset");
        }
        ProviderReference.requireResolvedIn(content.value());
        return ProfileText.parse(content.value());
    }

    private static ProfileSource source(String text) {
        try {
            Path path = Path.of(text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
            if (path.isAbsolute()) {
                return new ProfileSource(path);
            }
        } catch (InvalidPathException impossible) {
            throw new IllegalArgumentException("must be the path of a file, found \"" + text + "\"", impossible);
        }
        throw new IllegalArgumentException(
                "must be a path on the worker, absolute or beginning with ~/, such as ~/.aws/credentials; found \""
                        + text + "\"");
    }
}
