/**
 * The connection to AWS: how the connector signs in, and the clients it speaks through.
 *
 * <p>{@link io.github.athenaconnect.aws.AwsSettings} enters; SDK clients leave, built without touching or trusting
 * anything the worker's other connectors share. A leaf.
 */
@NullMarked
package io.github.athenaconnect.aws;

import org.jspecify.annotations.NullMarked;
