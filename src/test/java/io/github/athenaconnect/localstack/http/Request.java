package io.github.athenaconnect.localstack.http;

import com.sun.net.httpserver.Headers;
import io.github.athenaconnect.localstack.access.Hashes;
import io.github.athenaconnect.localstack.access.SignedRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has arrived whole.
 *
 * @param uri path and query as sent
 */
@SuppressWarnings("ArrayRecordComponent") // Read by one service and never compared.
public record Request(String method, URI uri, Headers headers, byte[] body) {
    /** The value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The path, without escapes. */
    public String path() {
        return uri.getPath();
    }

    /** The parameters of the query. */
    public Map<String, String> query() {
        return parameters(Optional.ofNullable(uri.getRawQuery()).orElse(""));
    }

    /** The parameters of a body that is a submitted form. */
    public Map<String, String> form() {
        return parameters(new String(body, StandardCharsets.UTF_8));
    }

    /** The parts that a signature covers. */
    public SignedRequest signed() {
        return new SignedRequest(
                method,
                uri.getRawPath(),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                name -> headers.getOrDefault(name, List.of()),
                Hashes.sha256(body));
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : encoded.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
