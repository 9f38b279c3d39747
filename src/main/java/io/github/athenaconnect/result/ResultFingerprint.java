package io.github.athenaconnect.result;

/**
 * Tells one state of a result object from any other, so that nobody resumes in the middle of different bytes.
 *
 * @param location the object's {@code s3://} URI
 * @param entityTag the object's ETag as S3 gave it, quotes included
 * @param size the object's length in bytes
 */
public record ResultFingerprint(String location, String entityTag, long size) {}
