package io.github.athenaconnect.localstack.athena.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.SignatureCheck;
import io.github.athenaconnect.localstack.access.SignatureRefused;
import io.github.athenaconnect.localstack.http.Answer;
import io.github.athenaconnect.localstack.http.LoopbackServer;
import io.github.athenaconnect.localstack.http.Request;
import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service on 127.0.0.1 that speaks AWS JSON 1.1. */
public final class JsonService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JsonService.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoopbackServer http;
    private final String targetPrefix;
    private final SignatureCheck signatures;
    private final Operations operations;

    /** What the service can do. */
    public interface Operations {
        /**
         * Does one operation.
         *
         * @param name such as {@code StartQueryExecution}
         * @return the answer, as JSON
         */
        JsonNode call(String name, JsonNode request, AccessKey caller) throws RequestRefused;
    }

    private JsonService(String targetPrefix, SignatureCheck signatures, Operations operations) {
        this.targetPrefix = targetPrefix;
        this.signatures = signatures;
        this.operations = operations;
        this.http = LoopbackServer.start(targetPrefix, this::handle);
    }

    /** Starts a service at a port of its own choice. */
    public static JsonService start(String targetPrefix, SignatureCheck signatures, Operations operations) {
        return new JsonService(targetPrefix, signatures, operations);
    }

    /** Where clients connect to. */
    public URI endpoint() {
        return http.endpoint();
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer handle(Request request) throws IOException {
        try {
            return answer(200, answer(request));
        } catch (SignatureRefused refused) {
            return refusal(RequestRefused.unproved(refused));
        } catch (RequestRefused refused) {
            return refusal(refused);
        } catch (RuntimeException e) {
            LOG.error("Answering a request to {} failed", targetPrefix, e);
            return refusal(RequestRefused.internal());
        }
    }

    private JsonNode answer(Request request) throws SignatureRefused, RequestRefused, IOException {
        AccessKey caller = signatures.caller(request.signed());
        String target = request.header("X-Amz-Target").orElse("nothing");
        if (!target.startsWith(targetPrefix + ".")) {
            throw RequestRefused.unreadable("UnknownOperationException", "Not an operation of this service: " + target);
        }
        String operation = target.substring(targetPrefix.length() + 1);
        try {
            JsonNode json = JSON.readTree(request.body());
            RequestRules.check(operation, json);
            return operations.call(operation, json, caller);
        } catch (JsonProcessingException e) {
            throw RequestRefused.unreadable("SerializationException", "The request is not JSON");
        }
    }

    private static Answer refusal(RequestRefused refused) throws IOException {
        return answer(refused.status(), refused.body());
    }

    private static Answer answer(int status, JsonNode body) throws IOException {
        return new Answer(status, "application/x-amz-json-1.1", JSON.writeValueAsString(body));
    }
}
