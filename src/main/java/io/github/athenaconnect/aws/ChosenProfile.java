package io.github.athenaconnect.aws;

import io.github.athenaconnect.aws.profile.Profile;
import io.github.athenaconnect.aws.profile.Profiles;
import io.github.athenaconnect.aws.profile.UnusableProfileException;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * One profile of a text, made out as far as it can be without asking anyone.
 *
 * @param region what the profile sets, the place to work in if the connector's configuration names none
 */
record ChosenProfile(SignIn signIn, Optional<Region> region) {
    /**
     * Makes out a profile.
     *
     * @throws UnusableProfileException if the text has no such profile, or it cannot or may not be used
     */
    static ChosenProfile of(Profiles profiles, String name) {
        Profile profile = profiles.find(name)
                .orElseThrow(() -> new UnusableProfileException(
                        "must hold a profile \"" + name + "\", but holds " + profiles.names()));
        return new ChosenProfile(
                new SignInReader(profiles, WorkerPermissions.current()).read(profile),
                new ProfileSettings(profile).region("region"));
    }
}
