/** The life of query executions: a command goes in, states and in the end a stored result or a failure come out. */
package io.github.athenaconnect.localstack.athena.execution;
