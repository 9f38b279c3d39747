package io.github.athenaconnect.aws;

import io.github.athenaconnect.aws.profile.UnusableProfileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The credentials of a profile in a file, followed through the file's changes.
 *
 * <p>Looks at the file whenever credentials are needed. A file that is broken for a while, as one being written is,
 * leaves the credentials in force that were read before. Holds what was read last; safe for use by several threads.
 */
final class RereadCredentials implements AwsCredentialsProvider {
    private static final Logger log = LoggerFactory.getLogger(RereadCredentials.class);

    private record Reading(SignIn signIn, AwsCredentialsProvider provider) {}

    private final ProfileSource file;
    private final String profile;
    private final IdentityClients clients;
    private ProfileSource.Stamp stamp = new ProfileSource.Stamp("");
    private @Nullable Reading reading;

    RereadCredentials(ProfileSource file, String profile, IdentityClients clients) {
        this.file = file;
        this.profile = profile;
        this.clients = clients;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return current().provider.resolveCredentials();
    }

    private synchronized Reading current() {
        ProfileSource.Stamp seen = file.stamp();
        Reading known = reading;
        if (known != null && seen.equals(stamp)) {
            return known;
        }
        Reading next = follow(known);
        reading = next;
        stamp = seen;
        return next;
    }

    /** Goes on with the sessions in force if only other profiles have changed. */
    private Reading follow(@Nullable Reading known) {
        try {
            SignIn signIn = ChosenProfile.of(file.read(), profile).signIn();
            return known != null && signIn.equals(known.signIn) ? known : new Reading(signIn, signIn.provider(clients));
        } catch (UnusableProfileException unusable) {
            if (known == null) {
                throw SdkClientException.create("aws.profile.file " + unusable.problem(), unusable);
            }
            log.warn("Going on with the credentials read before: aws.profile.file {}", unusable.problem());
            return known;
        }
    }

    @Override
    public String toString() {
        return "RereadCredentials[" + file.path() + ", " + profile + "]";
    }
}
