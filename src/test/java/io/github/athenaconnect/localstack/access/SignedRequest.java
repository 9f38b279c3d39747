package io.github.athenaconnect.localstack.access;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that a signature covers.
 *
 * @param path as sent, with its escapes
 * @param query as sent, with its escapes; empty if there is none
 * @param headers all values of the header of a name in any casing
 * @param payloadHash the SHA-256 of the body in hexadecimal, or what S3 allows in its place
 */
public record SignedRequest(
        String method, String path, String query, Function<String, List<String>> headers, String payloadHash) {
    /** The value of a header; null if there is none. */
    @Nullable String header(String name) {
        return headers.apply(name).stream().findFirst().orElse(null);
    }

    /** The canonical form that is signed. Source: "Create a signed AWS API request" of the IAM user guide. */
    String canonical(String signedHeaders) {
        String headerLines = Stream.of(signedHeaders.split(";", -1))
                .map(name -> name + ":" + joined(headers.apply(name)) + "\n")
                .collect(Collectors.joining());
        return String.join("\n", method, path, canonicalQuery(), headerLines, signedHeaders, payloadHash);
    }

    private static String joined(List<String> values) {
        return values.stream().map(value -> value.strip().replaceAll(" +", " ")).collect(Collectors.joining(","));
    }

    private String canonicalQuery() {
        if (query.isEmpty()) {
            return "";
        }
        return Stream.of(query.split("&", -1))
                .map(SignedRequest::canonicalParameter)
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String canonicalParameter(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0
                ? escaped(parameter) + "="
                : escaped(parameter.substring(0, equals)) + "=" + escaped(parameter.substring(equals + 1));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(URLDecoder.decode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
