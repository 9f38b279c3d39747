/**
 * What is shipped, judged as whoever installs it would: the archive of the component and what lies beside it.
 *
 * <p>The files of the build enter; what they hold and what Kafka's own tools say of them is compared with what the pages
 * promise. Knows no class of the connector but those that Connect knows.
 */
package io.github.athenaconnect.archive;
