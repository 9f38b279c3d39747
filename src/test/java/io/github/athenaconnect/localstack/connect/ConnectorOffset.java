package io.github.athenaconnect.localstack.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A committed offset of a source connector.
 *
 * @param partition the source partition
 * @param offset the place in it; null, in a change, forgets it
 */
public record ConnectorOffset(Map<String, Object> partition, Map<String, Object> offset) {
    static ConnectorOffset of(JsonNode node) {
        return new ConnectorOffset(Json.values(node.path("partition")), Json.values(node.path("offset")));
    }

    JsonNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("partition", Json.tree(partition));
        node.set("offset", offset == null ? node.nullNode() : Json.tree(offset));
        return node;
    }
}
