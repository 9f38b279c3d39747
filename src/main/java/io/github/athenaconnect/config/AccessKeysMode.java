package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.CredentialsMode.ACCESS_KEYS;
import static org.apache.kafka.common.config.ConfigDef.Width.MEDIUM;

import io.github.athenaconnect.aws.CredentialsSettings;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;

/** Signing in with keys written in the configuration. */
final class AccessKeysMode {
    /** The prefixes tell keys of users from those of sessions; other services have ids of other forms. */
    private static final Pattern AWS_ID = Pattern.compile("(AKIA|ASIA)[A-Z0-9]{16}");

    private static final Key<String> ID = Key.optional(
                    "aws.access.key.id",
                    Form.text("an access key id", AccessKeysMode::id),
                    Label.medium("Access key id", MEDIUM, "Required by `aws.credentials.mode=access_keys`."))
            .visibleWhen(CredentialsMode.KEY, ACCESS_KEYS.word());
    private static final Key<Password> SECRET = Key.optional(
                    "aws.secret.access.key",
                    Form.secret().map(AccessKeysMode::secret),
                    Label.medium(
                            "Secret access key",
                            MEDIUM,
                            "The secret of `aws.access.key.id`; required by `aws.credentials.mode=access_keys`."))
            .visibleWhen(CredentialsMode.KEY, ACCESS_KEYS.word());
    private static final Key<Password> SESSION_TOKEN = Key.optional(
                    "aws.session.token",
                    Form.secret().map(AccessKeysMode::unbroken),
                    Label.low("Session token", MEDIUM, "Goes with temporary access keys, and with no others."))
            .visibleWhen(CredentialsMode.KEY, ACCESS_KEYS.word());

    static final List<ModeKey> KEYS = List.of(
            ModeKey.required(ID, ACCESS_KEYS),
            ModeKey.required(SECRET, ACCESS_KEYS),
            ModeKey.optional(SESSION_TOKEN, ACCESS_KEYS));

    private AccessKeysMode() {}

    static void check(Values values) {
        values.find(ID).filter(id -> AWS_ID.matcher(id).matches()).ifPresent(id -> {
            boolean temporary = id.startsWith("ASIA");
            if (temporary && !values.isSet(SESSION_TOKEN)) {
                values.reject(
                        SESSION_TOKEN,
                        "is required by temporary keys, which " + ID.name() + " begins like (ASIA), but is not set");
            }
            if (!temporary && values.isSet(SESSION_TOKEN)) {
                values.reject(
                        SESSION_TOKEN,
                        "goes with temporary keys (ASIA), but " + ID.name() + " begins like a lasting one (AKIA);"
                                + " remove the token or write the key it came with");
            }
        });
    }

    static CredentialsSettings read(Values values) {
        return new CredentialsSettings.AccessKeys(values.get(ID), values.get(SECRET), values.find(SESSION_TOKEN));
    }

    /** Not shown when wrong: it may be the secret. */
    private static String id(String text) {
        ProviderReference.requireResolved(text);
        if (!text.matches("\\w{1,128}")) {
            throw new IllegalArgumentException(
                    "must be an access key id of a-z A-Z 0-9 _; found something else, perhaps the secret access key");
        }
        return text;
    }

    private static Password secret(Password secret) {
        if (AWS_ID.matcher(secret.value()).matches()) {
            throw new IllegalArgumentException(
                    "must be a secret access key, but looks like an access key id;" + " perhaps the two are exchanged");
        }
        return unbroken(secret);
    }

    private static Password unbroken(Password secret) {
        ProviderReference.requireResolved(secret.value());
        if (secret.value().chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("must be one word, found white space inside it");
        }
        return secret;
    }
}
