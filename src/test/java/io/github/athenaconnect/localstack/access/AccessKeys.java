package io.github.athenaconnect.localstack.access;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that the stack knows. For each caller there is a second, hidden key with which a service acts on the caller's
 * behalf: it has the caller's rights, but is not hit by faults meant for the caller.
 */
public final class AccessKeys {
    private static final String ON_BEHALF = "SERVICE-";

    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** Makes a new key pair. */
    public AccessKey create(String id) {
        AccessKey key = new AccessKey(id, randomSecret());
        keys.put(key.id(), key);
        keys.put(ON_BEHALF + key.id(), new AccessKey(ON_BEHALF + key.id(), randomSecret()));
        return key;
    }

    /** The key of an id, if there is one. */
    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** The hidden key with which a service acts for the owner of a key. */
    public AccessKey onBehalfOf(String id) {
        return keys.get(ON_BEHALF + id);
    }

    /** Whether an id belongs to a service that acts for somebody. */
    public static boolean isService(String id) {
        return id.startsWith(ON_BEHALF);
    }

    /** The id of the caller whose rights count. */
    public static String principal(String id) {
        return isService(id) ? id.substring(ON_BEHALF.length()) : id;
    }

    private String randomSecret() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
