package io.github.athenaconnect.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over a sequence of texts, each preceded by its length so that no two sequences run together. Not for use by
 * several threads. */
public final class Digest {
    private final MessageDigest sha256;

    /** A digest over nothing yet. */
    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256, this one has not", e);
        }
    }

    /** Adds the next text of the sequence. */
    public Digest add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, utf8.length));
        sha256.update(utf8);
        return this;
    }

    /** 64 lower-case hexadecimal digits; ends the use of this digest. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
