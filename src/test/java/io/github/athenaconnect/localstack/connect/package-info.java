/**
 * Kafka Connect on one machine: real workers, distributed, standalone or as a process that can be killed, and a client of
 * their REST interface.
 *
 * <p>A broker's address and a plugin path enter; running workers and the parsed answers of their REST interface leave. Knows
 * nothing of any connector: those are named by strings, as users do.
 */
package io.github.athenaconnect.localstack.connect;
