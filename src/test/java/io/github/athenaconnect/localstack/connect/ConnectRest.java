package io.github.athenaconnect.localstack.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A client of a worker's REST interface: each method a request, which is repeated while the worker puts it off, each
 * answer a parsed value.
 *
 * <p>Every method throws {@link ConnectRestException} with the worker's own words where it refuses. Safe from any thread.
 */
public final class ConnectRest {
    private final URI url;
    private final JsonHttp http;

    /** Talks to the worker at {@code url}. */
    public ConnectRest(URI url) {
        this.url = url;
        this.http = new JsonHttp(url);
    }

    /** Where the interface is. */
    public URI url() {
        return url;
    }

    /** The version of Connect that it is of. */
    public String version() {
        return http.get("").path("version").asText();
    }

    /** The connector plugins this worker found. */
    public List<ConnectorPlugin> plugins() {
        return elements(http.get("connector-plugins")).map(ConnectorPlugin::of).toList();
    }

    /** Has the configuration checked by the connector, without creating it. */
    public ConfigValidation validate(Map<String, String> config) {
        String plugin = config.get("connector.class");
        return ConfigValidation.of(http.put("connector-plugins/" + plugin + "/config/validate", object(config)));
    }

    /** The names of all connectors. */
    public List<String> connectors() {
        return elements(http.get("connectors")).map(JsonNode::asText).toList();
    }

    /** Creates a connector, and refuses a name that is taken. */
    public void create(String name, Map<String, String> config) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("name", name);
        request.set("config", object(config));
        http.post("connectors", request);
    }

    /** Creates a connector or gives an existing one another configuration. */
    public void configure(String name, Map<String, String> config) {
        http.put(connector(name, "/config"), object(config));
    }

    /** The configuration as it was given, references to secrets unresolved. */
    public Map<String, String> config(String name) {
        return Json.texts(http.get(connector(name, "/config")));
    }

    /** How connector and tasks are doing; {@link ConnectorStatus#UNREPORTED} in the moment after a creation. */
    public ConnectorStatus status(String name) {
        try {
            return ConnectorStatus.of(http.get(connector(name, "/status")));
        } catch (ConnectRestException e) {
            if (e.status() == 404 && connectors().contains(name)) {
                return ConnectorStatus.UNREPORTED;
            }
            throw e;
        }
    }

    /** Asks for a pause; {@link #status} tells when it has come. */
    public void pause(String name) {
        http.put(connector(name, "/pause"));
    }

    /** Ends a pause or a stop. */
    public void resume(String name) {
        http.put(connector(name, "/resume"));
    }

    /** Asks for the end of all tasks; {@link #status} tells when they have ended. */
    public void stop(String name) {
        http.put(connector(name, "/stop"));
    }

    /** Restarts the connector and all its tasks. */
    public void restart(String name) {
        http.post(connector(name, "/restart?includeTasks=true&onlyFailed=false"));
    }

    /** What the connector has committed. */
    public List<ConnectorOffset> offsets(String name) {
        return elements(http.get(connector(name, "/offsets")).path("offsets"))
                .map(ConnectorOffset::of)
                .toList();
    }

    /** Changes the offsets of a stopped connector; partitions not named keep theirs. */
    public void alterOffsets(String name, List<ConnectorOffset> offsets) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        offsets.forEach(offset -> request.withArray("offsets").add(offset.toJson()));
        http.patch(connector(name, "/offsets"), request);
    }

    /** Forgets all offsets of a stopped connector. */
    public void resetOffsets(String name) {
        http.delete(connector(name, "/offsets"));
    }

    /** Deletes the connector; its offsets stay. */
    public void delete(String name) {
        http.delete(connector(name, ""));
    }

    private static String connector(String name, String rest) {
        return "connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + rest;
    }

    private static ObjectNode object(Map<String, String> texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.forEach(object::put);
        return object;
    }

    private static java.util.stream.Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
