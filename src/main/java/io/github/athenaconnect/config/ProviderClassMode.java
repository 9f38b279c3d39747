package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.CredentialsMode.PROVIDER_CLASS;
import static org.apache.kafka.common.config.ConfigDef.Width.LONG;

import io.github.athenaconnect.aws.CredentialsSettings;
import io.github.athenaconnect.aws.ProviderClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;

/** Signing in with what a class of the plugin path provides. */
final class ProviderClassMode {
    /** Before all keys that only the provider understands. */
    static final String PARAMETERS = "aws.credentials.provider.";

    private static final Key<ProviderClass> CLASS = Key.optional(
                    PARAMETERS + "class",
                    Form.text("the name of a class that implements AwsCredentialsProvider", ProviderClass::named),
                    Label.low(
                            "Provider class",
                            LONG,
                            "A class beside the connector's jars in the worker's plugin.path that implements the SDK's"
                                    + " AwsCredentialsProvider, with a public constructor or static create() without"
                                    + " arguments; required by `aws.credentials.mode=provider_class`. If it is a"
                                    + " Configurable of Kafka, it is given the other keys that begin with"
                                    + " `aws.credentials.provider.`, without that prefix."))
            .visibleWhen(CredentialsMode.KEY, PROVIDER_CLASS.word());

    static final List<ModeKey> KEYS = List.of(ModeKey.required(CLASS, PROVIDER_CLASS));

    private ProviderClassMode() {}

    static void check(Values values, CredentialsMode chosen) {
        if (chosen != PROVIDER_CLASS) {
            parameters(values).keySet().stream()
                    .map(PARAMETERS::concat)
                    .forEach(key ->
                            values.rejectUndeclared(key, ModeKey.belongsElsewhere(Set.of(PROVIDER_CLASS), chosen)));
        }
    }

    static CredentialsSettings read(Values values) {
        return new CredentialsSettings.Provided(values.get(CLASS), parameters(values));
    }

    private static Map<String, Password> parameters(Values values) {
        return values.writtenBelow(PARAMETERS).entrySet().stream()
                .filter(parameter -> !CLASS.name().equals(PARAMETERS + parameter.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, parameter -> new Password(parameter.getValue())));
    }
}
