/**
 * The files that Athena leaves: rows go in, the bytes of {@code .csv}, {@code .txt}, {@code .metadata} and manifests come
 * out; and pages of GetQueryResults are read back from them.
 */
package io.github.athenaconnect.localstack.athena.result;
