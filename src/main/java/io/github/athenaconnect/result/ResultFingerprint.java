package io.github.athenaconnect.result;

/**
 * Tells one state of a result object from any other, so that nobody resumes in the middle of different bytes.
 *
 * <p>Of several files it is the list that is told apart: their names are new in every UNLOAD, and never written twice.
 *
 * @param location the object's {@code s3://} URI; of a result that is read in pages, {@code athena:} and the execution
 * @param entityTag the object's ETag as S3 gave it, quotes included; {@code none} for pages
 * @param size the object's length in bytes; 0 for pages
 */
public record ResultFingerprint(String location, String entityTag, long size) {
    private static final String PAGES = "athena:";

    /** The pages that Athena hands out of the result of an execution, which never changes. */
    public static ResultFingerprint ofPages(String executionId) {
        return new ResultFingerprint(PAGES + executionId, "none", 0);
    }

    /** Whether both are of one object in one state, which the tag tells: a length may have been announced wrongly. */
    boolean isOfSameObject(ResultFingerprint other) {
        return location.equals(other.location) && entityTag.equals(other.entityTag);
    }

    /** The same, but at least as long as another one says: no byte is left out because of a wrong length. */
    ResultFingerprint atLeastAsLongAs(ResultFingerprint other) {
        return new ResultFingerprint(location, entityTag, Math.max(size, other.size));
    }

    /** Whether the result was read in pages. */
    public boolean isOfPages() {
        return location.startsWith(PAGES);
    }
}
