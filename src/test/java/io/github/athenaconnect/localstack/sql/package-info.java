/** Athena SQL as a sequence of tokens: enough to tell statements apart and to rewrite them, no grammar. */
package io.github.athenaconnect.localstack.sql;
