package io.github.athenaconnect.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Begins sessions for whoever asks and remembers who did: session number n has the key id {@code SESSION<n>}. */
final class StsServer implements AutoCloseable {
    private static final Pattern SIGNER = Pattern.compile("Credential=([^/]+)/");

    /**
     * A request.
     *
     * @param signer key id, or {@code nobody}
     */
    record Asked(String signer, Map<String, String> parameters) {
        String role() {
            return parameters.get("RoleArn");
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Duration lifetime = Duration.ofHours(1);

    StsServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void grantOnly(Duration other) {
        lifetime = other;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> parameters = Arrays.stream(body.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
        Matcher signer = SIGNER.matcher(exchange.getRequestHeaders()
                .getOrDefault("Authorization", List.of(""))
                .get(0));
        asked.add(new Asked(signer.find() ? signer.group(1) : "nobody", parameters));
        byte[] answer = session(parameters.get("Action"), asked.size()).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }

    private String session(String action, int number) {
        return """
                <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult>
                <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn>
                <AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>
                <Credentials><AccessKeyId>SESSION%2$d</AccessKeyId><SecretAccessKey>hushhush%2$d</SecretAccessKey>
                <SessionToken>hushhush-token%2$d</SessionToken><Expiration>%3$s</Expiration></Credentials>
                </%1$sResult></%1$sResponse>
                """.formatted(
                action, number, Instant.now().plus(lifetime).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
