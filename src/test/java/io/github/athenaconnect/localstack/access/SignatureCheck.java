package io.github.athenaconnect.localstack.access;

import io.github.athenaconnect.localstack.access.SignatureRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the signature (version 4, in the Authorization header) of requests to one service: who calls? */
public final class SignatureCheck {
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)"
            + "/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final AccessKeys accessKeys;
    private final String service;
    private final Optional<String> region;
    private final Clock clock;
    private final boolean servicesMayCall;

    private SignatureCheck(
            AccessKeys accessKeys, String service, Optional<String> region, Clock clock, boolean servicesMayCall) {
        this.accessKeys = accessKeys;
        this.service = service;
        this.region = region;
        this.clock = clock;
        this.servicesMayCall = servicesMayCall;
    }

    /** Checks requests to a service in one region. */
    public static SignatureCheck regional(AccessKeys accessKeys, String service, String region, Clock clock) {
        return new SignatureCheck(accessKeys, service, Optional.of(region), clock, false);
    }

    /** Checks requests to a service that may be signed for any region. */
    public static SignatureCheck anyRegion(AccessKeys accessKeys, String service, Clock clock) {
        return new SignatureCheck(accessKeys, service, Optional.empty(), clock, false);
    }

    /** The same, for a service that other services call on somebody's behalf. */
    public SignatureCheck admittingServices() {
        return new SignatureCheck(accessKeys, service, region, clock, true);
    }

    /** The key that a request is signed with. */
    public AccessKey caller(SignedRequest request) throws SignatureRefused {
        String authorization = request.header("Authorization");
        if (authorization == null) {
            throw new SignatureRefused(Reason.MISSING, "Missing Authentication Token");
        }
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        if (!matcher.matches()) {
            throw new SignatureRefused(Reason.INCOMPLETE, "Authorization header is not of signature version 4");
        }
        AccessKey key = key(matcher.group(1), request.header("X-Amz-Security-Token"));
        checkScope(matcher);
        checkSignature(key, request, matcher);
        return key;
    }

    private AccessKey key(String id, String token) throws SignatureRefused {
        AccessKey key = accessKeys
                .find(id)
                .filter(found -> servicesMayCall || !AccessKeys.isService(id))
                .orElseThrow(SignatureCheck::unknownKey);
        Optional<String> sent = Optional.ofNullable(token);
        if (sent.isEmpty() && key.sessionToken().isPresent()) {
            throw unknownKey();
        }
        if (!sent.equals(key.sessionToken())) {
            throw new SignatureRefused(Reason.WRONG_TOKEN, "The security token included in the request is invalid.");
        }
        if (accessKeys.isExpired(key)) {
            throw new SignatureRefused(Reason.EXPIRED_TOKEN, "The security token included in the request is expired");
        }
        return key;
    }

    private static SignatureRefused unknownKey() {
        return new SignatureRefused(Reason.UNKNOWN_KEY, "The security token included in the request is invalid.");
    }

    private void checkScope(Matcher credential) throws SignatureRefused {
        if (region.isPresent() && !region.get().equals(credential.group(3))) {
            throw new SignatureRefused(Reason.WRONG_SCOPE, "Credential should be scoped to a valid region. ");
        }
        if (!credential.group(4).equals(service)) {
            throw new SignatureRefused(
                    Reason.WRONG_SCOPE, "Credential should be scoped to correct service: '" + service + "'. ");
        }
    }

    private void checkSignature(AccessKey key, SignedRequest request, Matcher parts) throws SignatureRefused {
        String date = checkedDate(request.header("X-Amz-Date"));
        String scope = String.join("/", parts.group(2), parts.group(3), parts.group(4), "aws4_request");
        String canonical = Hashes.sha256(request.canonical(parts.group(5)));
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", date, scope, canonical);
        byte[] expected = Hashes.hmac(signingKey(key.secret(), parts.group(2), parts.group(3)), toSign);
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group(6)))) {
            throw new SignatureRefused(
                    Reason.WRONG_SIGNATURE,
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your AWS Secret Access Key and signing method. Consult the service"
                            + " documentation for details.");
        }
    }

    private String checkedDate(String date) throws SignatureRefused {
        try {
            Instant signed = LocalDateTime.parse(String.valueOf(date), AMZ_DATE).toInstant(ZoneOffset.UTC);
            if (Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
                throw new SignatureRefused(
                        Reason.STALE, "Signature expired: " + date + " is more than 5 min. from now");
            }
            return date;
        } catch (DateTimeParseException e) {
            throw new SignatureRefused(Reason.INCOMPLETE, "X-Amz-Date is not a date: " + date);
        }
    }

    private byte[] signingKey(String secret, String date, String signedRegion) {
        byte[] dateKey = Hashes.hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), date);
        return Hashes.hmac(Hashes.hmac(Hashes.hmac(dateKey, signedRegion), service), "aws4_request");
    }
}
