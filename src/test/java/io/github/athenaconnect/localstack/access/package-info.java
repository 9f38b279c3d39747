/** Who may call the stack: access keys and their secrets, shared by all of its services as IAM would be. */
package io.github.athenaconnect.localstack.access;
