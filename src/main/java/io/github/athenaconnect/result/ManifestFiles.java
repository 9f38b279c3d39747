package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the list that an UNLOAD leaves of its files: one {@code s3://} URI a line, no line where there was no row (user
 * guide, "Work with query results and recent queries").
 *
 * <p>Only what is below the prefix to which that UNLOAD wrote is taken for its files: whoever can write a list must not
 * be able to have anything else read.
 */
final class ManifestFiles {
    /** Far more than the files of one UNLOAD need, which are some tens. */
    private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;

    /** A part of a key that some servers of S3's protocol, and what is on the way to them, take for a way up. */
    private static final Pattern LEADS_UP = Pattern.compile("/\\.{1,2}(?:/|$)");

    private ManifestFiles() {}

    /**
     * The files, in the list's order.
     *
     * @param manifest the list, at its beginning
     * @param target the prefix of all files, as a URI that ends with a slash
     */
    static List<S3Location> read(ResultObject manifest, String target) {
        return text(manifest)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(uri -> within(target, uri, manifest.location()))
                .toList();
    }

    private static String text(ResultObject manifest) {
        long size = manifest.fingerprint().size();
        if (size > MAXIMUM_BYTES) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Result " + manifest.location() + " is no list of the files of an UNLOAD: expected at most "
                            + MAXIMUM_BYTES + " bytes, found " + size + "; run the query again.");
        }
        byte[] bytes = new byte[(int) size];
        int filled = 0;
        for (int count = 0; count >= 0; count = manifest.read(bytes, filled, bytes.length - filled)) {
            filled += count;
        }
        return new String(Arrays.copyOf(bytes, filled), StandardCharsets.UTF_8);
    }

    private static S3Location within(String target, String uri, S3Location manifest) {
        return Optional.of(uri)
                .filter(file -> file.startsWith(target) && file.length() > target.length())
                .filter(file -> !LEADS_UP.matcher(file).find())
                .flatMap(S3Location::find)
                .orElseThrow(() -> new UnreadableResultException(
                        Reason.MALFORMED,
                        "Result " + manifest + " lists a file that its UNLOAD did not write: expected one below "
                                + target
                                + ", found " + Excerpt.of(uri)
                                + ". Nothing is read of it. Find out who writes to bucket \"" + manifest.bucket()
                                + "\", and run the query again."));
    }
}
