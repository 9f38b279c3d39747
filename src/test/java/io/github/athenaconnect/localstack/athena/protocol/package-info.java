/** AWS JSON 1.1 with signature version 4: HTTP requests go in, typed and checked SDK requests come out. */
package io.github.athenaconnect.localstack.athena.protocol;
