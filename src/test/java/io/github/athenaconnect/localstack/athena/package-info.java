/** The Athena endpoint: signed requests of any AWS SDK go in, Athena's answers come out. */
package io.github.athenaconnect.localstack.athena;
