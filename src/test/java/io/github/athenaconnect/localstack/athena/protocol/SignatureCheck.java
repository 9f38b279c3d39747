package io.github.athenaconnect.localstack.athena.protocol;

import com.sun.net.httpserver.Headers;
import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the signature (version 4) of a POST to the root path, and so finds out who calls. */
public final class SignatureCheck {
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)"
            + "/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final AccessKeys accessKeys;
    private final String service;
    private final String region;
    private final Clock clock;

    /** Checks requests to one service in one region. */
    public SignatureCheck(AccessKeys accessKeys, String service, String region, Clock clock) {
        this.accessKeys = accessKeys;
        this.service = service;
        this.region = region;
        this.clock = clock;
    }

    /** The key that the request is signed with. */
    public AccessKey caller(Headers headers, byte[] body) throws RequestRefused {
        String authorization = headers.getFirst("Authorization");
        if (authorization == null) {
            throw RequestRefused.unreadable("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        if (!matcher.matches()) {
            throw RequestRefused.unreadable(
                    "IncompleteSignatureException", "Authorization header is not of signature version 4");
        }
        AccessKey key = accessKeys
                .find(matcher.group(1))
                .filter(found -> !AccessKeys.isService(found.id()))
                .orElseThrow(() -> RequestRefused.unreadable(
                        "UnrecognizedClientException", "The security token included in the request is invalid."));
        checkScope(matcher);
        String date = checkDate(headers.getFirst("X-Amz-Date"));
        String scope = String.join("/", matcher.group(2), matcher.group(3), matcher.group(4), "aws4_request");
        String toSign =
                String.join("\n", "AWS4-HMAC-SHA256", date, scope, sha256(canonical(headers, matcher.group(5), body)));
        byte[] expected = hmac(signingKey(key.secret(), matcher.group(2)), toSign);
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(matcher.group(6)))) {
            throw invalidSignature("The request signature we calculated does not match the signature you provided."
                    + " Check your AWS Secret Access Key and signing method. Consult the service documentation for"
                    + " details.");
        }
        return key;
    }

    private void checkScope(Matcher credential) throws RequestRefused {
        if (!credential.group(3).equals(region)) {
            throw invalidSignature("Credential should be scoped to a valid region. ");
        }
        if (!credential.group(4).equals(service)) {
            throw invalidSignature("Credential should be scoped to correct service: '" + service + "'. ");
        }
    }

    private String checkDate(String date) throws RequestRefused {
        try {
            Instant signed = LocalDateTime.parse(String.valueOf(date), AMZ_DATE).toInstant(ZoneOffset.UTC);
            if (Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
                throw invalidSignature("Signature expired: " + date + " is more than 5 min. from now");
            }
            return date;
        } catch (DateTimeParseException e) {
            throw RequestRefused.unreadable("IncompleteSignatureException", "X-Amz-Date is not a date: " + date);
        }
    }

    private static String canonical(Headers headers, String signedHeaders, byte[] body) {
        String headerLines = List.of(signedHeaders.split(";", -1)).stream()
                .map(name -> name + ":"
                        + String.join(",", headers.getOrDefault(name, List.of()))
                                .strip() + "\n")
                .collect(Collectors.joining());
        return String.join("\n", "POST", "/", "", headerLines, signedHeaders, sha256(body));
    }

    private byte[] signingKey(String secret, String date) {
        byte[] dateKey = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
        return hmac(hmac(hmac(dateKey, region), service), "aws4_request");
    }

    private static RequestRefused invalidSignature(String message) {
        return RequestRefused.unreadable("InvalidSignatureException", message);
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
