/**
 * Kafka on one machine: a real broker in this JVM or in a container, lines to it that can be cut, and a reader that tells what a topic holds.
 *
 * <p>Nothing enters but a port to listen on; a bootstrap address leaves, and the records of a topic as Connect values. Every
 * socket is on 127.0.0.1 and every file in a directory that goes when its owner is closed. Knows nothing of any connector.
 */
package io.github.athenaconnect.localstack.kafka;
