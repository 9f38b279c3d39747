package io.github.athenaconnect.aws;

import io.github.athenaconnect.aws.profile.Profile;
import io.github.athenaconnect.aws.profile.Profiles;
import io.github.athenaconnect.aws.profile.UnusableProfileException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.regions.Region;

/** Makes out how the profiles of one text sign in. */
final class SignInReader {
    private final Profiles profiles;
    private final WorkerPermissions permissions;

    SignInReader(Profiles profiles, WorkerPermissions permissions) {
        this.profiles = profiles;
        this.permissions = permissions;
    }

    /**
     * How the profile signs in.
     *
     * @throws UnusableProfileException if it cannot, or may not on this worker
     */
    SignIn read(Profile profile) {
        return read(profile, new HashSet<>());
    }

    private SignIn read(Profile profile, Set<String> seen) {
        ProfileSettings settings = new ProfileSettings(profile);
        if (profile.has("role_arn")) {
            return profile.has("web_identity_token_file")
                    ? new SignIn.WebIdentity(settings.role(), tokenFile(settings))
                    : new SignIn.Role(settings.role(), source(settings, seen));
        }
        if (Stream.of("sso_session", "sso_start_url", "sso_account_id", "sso_role_name")
                .anyMatch(profile::has)) {
            return singleSignOn(settings);
        }
        if (profile.has("credential_process")) {
            return command(settings);
        }
        return keys(settings);
    }

    private SignIn source(ProfileSettings settings, Set<String> seen) {
        Profile profile = settings.profile();
        if (profile.has("source_profile") == profile.has("credential_source")) {
            throw settings.problem("needs one of source_profile and credential_source beside its role_arn");
        }
        return profile.find("source_profile")
                .map(name -> source(settings, name, seen))
                .orElseGet(() -> worker(settings));
    }

    /** A profile that names itself as its source means its own keys. */
    private SignIn source(ProfileSettings settings, String name, Set<String> seen) {
        Profile profile = settings.profile();
        if (name.equals(profile.name())) {
            return keys(settings);
        }
        if (!seen.add(profile.name()) || seen.contains(name)) {
            throw settings.problem("comes back to itself through source_profile");
        }
        return read(
                profiles.find(name)
                        .orElseThrow(() -> settings.problem(
                                "has a source_profile \"" + name + "\" that is not among " + profiles.names())),
                seen);
    }

    private static SignIn worker(ProfileSettings settings) {
        String word = settings.require("credential_source");
        return Arrays.stream(SignIn.Worker.values())
                .filter(source -> source.word.equals(word))
                .findFirst()
                .orElseThrow(() -> settings.problem("has a credential_source other than "
                        + Arrays.stream(SignIn.Worker.values())
                                .map(source -> source.word)
                                .collect(Collectors.joining(", "))));
    }

    private SignIn singleSignOn(ProfileSettings settings) {
        String account = settings.require("sso_account_id");
        if (!account.matches("[0-9]{12}")) {
            throw settings.problem("has an sso_account_id other than twelve digits");
        }
        String role = settings.require("sso_role_name");
        String profile = settings.profile().name();
        Optional<String> session = settings.profile().find("sso_session");
        ProfileSettings portal = session.map(name -> session(settings, name)).orElse(settings);
        String start = portal.require("sso_start_url");
        Region region = portal.region("sso_region").orElseThrow(() -> portal.missing("sso_region"));
        return new SingleSignOn(profile, session.orElse(start), region, account, role);
    }

    private ProfileSettings session(ProfileSettings settings, String name) {
        return profiles.findSingleSignOnSession(name)
                .map(found -> new ProfileSettings("sso-session", found))
                .orElseThrow(() -> settings.problem(
                        "has an sso_session \"" + name + "\", but there is no section [sso-session " + name + "]"));
    }

    private SignIn command(ProfileSettings settings) {
        if (!permissions.credentialProcess()) {
            throw settings.problem("has a credential_process, which runs a command on the worker; the worker allows it"
                    + " with -D" + WorkerPermissions.CREDENTIAL_PROCESS + "=true");
        }
        return new SignIn.Command(settings.require("credential_process"));
    }

    private static SignIn keys(ProfileSettings settings) {
        if (Stream.of("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
                .noneMatch(settings.profile()::has)) {
            throw settings.problem(
                    "has no credentials: none of aws_access_key_id, role_arn, sso_session," + " credential_process");
        }
        return new CredentialsSettings.AccessKeys(
                settings.require("aws_access_key_id"),
                new Password(settings.require("aws_secret_access_key")),
                settings.word("aws_session_token").map(Password::new));
    }

    private static Path tokenFile(ProfileSettings settings) {
        try {
            Path file = Path.of(settings.require("web_identity_token_file"));
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException impossible) {
            throw settings.problem("has a web_identity_token_file that cannot be a path");
        }
        throw settings.problem("has a web_identity_token_file that is not an absolute path");
    }
}
