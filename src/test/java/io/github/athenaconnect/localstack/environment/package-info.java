/**
 * The parts of the local stack put together once for all integration tests of a run.
 *
 * <p>Test parameters ask for it; it is made for the first and ended after the last.
 */
package io.github.athenaconnect.localstack.environment;
