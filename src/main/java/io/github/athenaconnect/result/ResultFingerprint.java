package io.github.athenaconnect.result;

/**
 * Tells one state of a result object from any other, so that nobody resumes in the middle of different bytes.
 *
 * <p>Of several files it is the list that is told apart: their names are new in every UNLOAD, and never written twice.
 *
 * @param location the object's {@code s3://} URI
 * @param entityTag the object's ETag as S3 gave it, quotes included
 * @param size the object's length in bytes
 */
public record ResultFingerprint(String location, String entityTag, long size) {}
