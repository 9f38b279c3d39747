package io.github.athenaconnect.localstack.athena;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.athena.protocol.SdkJson;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** One operation of the service, from JSON to JSON. */
interface Operation {
    JsonNode call(JsonNode request, AccessKey caller) throws RequestRefused;

    /** An operation on the SDK's own types. */
    static <T> Operation of(Class<T> type, Supplier<? extends SdkPojo> builder, Answer<T> answer) {
        return (json, caller) -> SdkJson.write(answer.to(type.cast(SdkJson.read(json, builder.get())), caller));
    }

    /** Answers a request of one type. */
    interface Answer<T> {
        SdkPojo to(T request, AccessKey caller) throws RequestRefused;
    }
}
