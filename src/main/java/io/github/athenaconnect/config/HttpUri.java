package io.github.athenaconnect.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses of HTTP services. */
final class HttpUri {
    static final Form<URI> FORM = Form.text("an http:// or https:// URI", HttpUri::parse);

    private HttpUri() {}

    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(problem(), malformed);
        }
        throw new IllegalArgumentException(problem());
    }

    /** Does not show what was found: an address may carry a password. */
    private static String problem() {
        return "must be an http:// or https:// URI with a host, without user or query, such as"
                + " https://athena.eu-west-1.amazonaws.com";
    }
}
