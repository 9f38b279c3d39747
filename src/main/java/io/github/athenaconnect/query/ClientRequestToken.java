package io.github.athenaconnect.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * The token that makes a start idempotent: whoever asks the same for the same attempt gets the same execution.
 *
 * <p>Athena answers a known token with the execution it started for it, and refuses it when any parameter differs
 * ("Idempotent parameters do not match"). So the token covers every parameter that is set, walked through the SDK's own
 * description of the request: a parameter added to the request tomorrow cannot be forgotten here.
 */
final class ClientRequestToken {
    /** Left out, as the SDK reads it as a new random one while it is not set. */
    private static final String TOKEN = "ClientRequestToken";

    private ClientRequestToken() {}

    /** The token for {@code request}, which has none yet: 64 hexadecimal digits (Athena allows 32 to 128 characters). */
    static String of(Query query, Attempt attempt, StartQueryExecutionRequest request) {
        Digest digest = new Digest()
                .add(query.connector())
                .add(query.name())
                .add(attempt.run().toString())
                .add(Integer.toString(attempt.number()));
        addFields(digest, request);
        return digest.hex();
    }

    private static void addFields(Digest digest, SdkPojo parameters) {
        List<SdkField<?>> byName = parameters.sdkFields().stream()
                .filter(field -> !field.memberName().equals(TOKEN))
                .sorted(Comparator.comparing(SdkField::memberName))
                .toList();
        for (SdkField<?> field : byName) {
            Object value = field.getValueOrDefault(parameters);
            if (isSet(value)) {
                digest.add(field.memberName());
                addValue(digest, value);
            }
        }
    }

    /** An absent list reads as an empty one, so both count as absent. */
    private static boolean isSet(Object value) {
        return value != null && !(value instanceof Collection<?> list && list.isEmpty());
    }

    private static void addValue(Digest digest, Object value) {
        if (value instanceof SdkPojo nested) {
            addFields(digest, nested);
        } else if (value instanceof Collection<?> list) {
            list.forEach(element -> addValue(digest, element));
        } else if (value instanceof Map<?, ?> map) {
            new TreeMap<>(map).forEach((name, element) -> {
                digest.add(String.valueOf(name));
                addValue(digest, element);
            });
        } else {
            digest.add(value.toString());
        }
    }
}
