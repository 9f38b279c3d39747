package io.github.athenaconnect.localstack.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that the stack knows, long-lived and temporary ones, and whose they are. For each key there is a second,
 * hidden one with which a service acts on the owner's behalf: it has the owner's rights, but is not hit by faults meant
 * for the caller, and outlives the key, as a running query does in AWS. Safe for many threads.
 */
public final class AccessKeys {
    private static final String ON_BEHALF = "SERVICE-";

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    /** Knows no key yet; takes the time from the system. */
    public AccessKeys() {
        this(Clock.systemUTC());
    }

    /** Knows no key yet. */
    public AccessKeys(Clock clock) {
        this.clock = clock;
    }

    /** Makes a long-lived key with an id, for a user that is named like it. */
    public AccessKey create(String id) {
        return create(id, Principal.user(id));
    }

    /** Makes a long-lived key with an id. */
    public AccessKey create(String id, Principal owner) {
        return add(new AccessKey(id, secret(), Optional.empty()), owner, Instant.MAX);
    }

    /** Makes another long-lived key for a user. */
    public AccessKey create(Principal owner) {
        return create("AKIA" + randomHex(8).toUpperCase(Locale.ROOT), owner);
    }

    /** Makes a key that needs a session token and expires. */
    public AccessKey createTemporary(Principal owner, Instant expiry) {
        String id = "ASIA" + randomHex(8).toUpperCase(Locale.ROOT);
        return add(new AccessKey(id, secret(), Optional.of(Secrets.drawn("SessionToken", 60))), owner, expiry);
    }

    /** Forgets a key: from now on it is unknown everywhere. */
    public void revoke(AccessKey key) {
        entries.remove(key.id());
    }

    /** Lets a temporary key expire before its time. */
    public void expire(AccessKey key) {
        entries.computeIfPresent(key.id(), (id, entry) -> new Entry(entry.key(), entry.owner(), Instant.MIN));
    }

    /** The key of an id, if there is one. */
    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::key);
    }

    /** Whose a key is; it must be known. */
    public Principal owner(String id) {
        return entries.get(isService(id) ? id : ON_BEHALF + id).owner();
    }

    /** When a key expires; {@link Instant#MAX} if never. */
    public Instant expiry(AccessKey key) {
        return entries.get(key.id()).expiry();
    }

    /** Whether a key has expired, or was revoked meanwhile. */
    boolean isExpired(AccessKey key) {
        Entry entry = entries.get(key.id());
        return entry == null || !clock.instant().isBefore(entry.expiry());
    }

    /** The hidden key with which a service acts for the owner of a key. */
    public AccessKey onBehalfOf(String id) {
        return entries.get(ON_BEHALF + id).key();
    }

    /** Whether an id belongs to a service that acts for somebody. */
    public static boolean isService(String id) {
        return id.startsWith(ON_BEHALF);
    }

    /** The id of the caller whose rights count. */
    public static String principal(String id) {
        return isService(id) ? id.substring(ON_BEHALF.length()) : id;
    }

    private AccessKey add(AccessKey key, Principal owner, Instant expiry) {
        AccessKey hidden = new AccessKey(ON_BEHALF + key.id(), secret(), Optional.empty());
        entries.put(hidden.id(), new Entry(hidden, owner, Instant.MAX));
        entries.put(key.id(), new Entry(key, owner, expiry));
        return key;
    }

    private static String secret() {
        return Secrets.drawn("SecretKey", 20);
    }

    private String randomHex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private record Entry(AccessKey key, Principal owner, Instant expiry) {}
}
