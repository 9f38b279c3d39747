/** What a query string asks for: SQL text goes in, one of a closed set of commands comes out. */
package io.github.athenaconnect.localstack.athena.command;
