/**
 * AWS on one machine, as far as Athena clients see it: an S3 server, an Athena endpoint with a SQL engine behind it, the
 * identity services, and a small shop as sample data. {@code LocalStack} starts it. It knows nothing of the
 * connector and is tested with the plain AWS SDK.
 */
package io.github.athenaconnect.localstack;
