package io.github.athenaconnect.localstack.athena.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Converts between JSON and the SDK's own request and response types, driven by the fields that these declare. */
public final class SdkJson {
    private SdkJson() {}

    /**
     * Fills a builder from a JSON object; members that the type does not declare are ignored, as AWS does.
     *
     * @throws RequestRefused if a member has the wrong JSON type
     */
    public static Object read(JsonNode json, SdkPojo builder) throws RequestRefused {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode member = json.path(field.locationName());
            if (!member.isMissingNode() && !member.isNull()) {
                field.set(builder, readValue(member, field));
            }
        }
        return ((Buildable) builder).build();
    }

    /** Writes what is set of an SDK object. */
    public static ObjectNode write(SdkPojo object) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                json.set(field.locationName(), writeValue(value));
            }
        }
        return json;
    }

    private static Object readValue(JsonNode json, SdkField<?> field) throws RequestRefused {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return read(expect(json, json.isObject()), field.constructor().get());
        }
        if (type == MarshallingType.LIST) {
            List<Object> list = new ArrayList<>();
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            for (JsonNode element : expect(json, json.isArray())) {
                list.add(readValue(element, member));
            }
            return list;
        }
        if (type == MarshallingType.MAP) {
            Map<String, Object> map = new LinkedHashMap<>();
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            for (Map.Entry<String, JsonNode> entry :
                    expect(json, json.isObject()).properties()) {
                map.put(entry.getKey(), readValue(entry.getValue(), member));
            }
            return map;
        }
        return readScalar(json, type);
    }

    private static Object readScalar(JsonNode json, MarshallingType<?> type) throws RequestRefused {
        if (type == MarshallingType.INTEGER) {
            return expect(json, json.isIntegralNumber()).intValue();
        }
        if (type == MarshallingType.LONG) {
            return expect(json, json.isIntegralNumber()).longValue();
        }
        if (type == MarshallingType.BOOLEAN) {
            return expect(json, json.isBoolean()).booleanValue();
        }
        if (type == MarshallingType.STRING) {
            return expect(json, json.isTextual()).textValue();
        }
        throw RequestRefused.unreadable("SerializationException", "No request carries a " + type.getTargetClass());
    }

    private static JsonNode expect(JsonNode json, boolean asExpected) throws RequestRefused {
        if (!asExpected) {
            throw RequestRefused.unreadable("SerializationException", "Unexpected JSON value: " + json);
        }
        return json;
    }

    private static JsonNode writeValue(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof SdkPojo pojo) {
            return write(pojo);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = nodes.arrayNode();
            list.forEach(element -> array.add(writeValue(element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = nodes.objectNode();
            map.forEach((key, element) -> object.set(key.toString(), writeValue(element)));
            return object;
        }
        if (value instanceof Instant instant) {
            return nodes.numberNode(instant.toEpochMilli() / 1000.0);
        }
        if (value instanceof Boolean flag) {
            return nodes.booleanNode(flag);
        }
        return value instanceof Number number ? nodes.numberNode(number.longValue()) : nodes.textNode(value.toString());
    }
}
