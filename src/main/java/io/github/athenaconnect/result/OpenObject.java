package io.github.athenaconnect.result;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An answer of S3 whose body has not been read yet.
 *
 * @param body the object's bytes from where they were asked for; whoever holds this closes or aborts it
 * @param fingerprint the state of the object they belong to
 */
record OpenObject(ResponseInputStream<GetObjectResponse> body, ResultFingerprint fingerprint) {}
