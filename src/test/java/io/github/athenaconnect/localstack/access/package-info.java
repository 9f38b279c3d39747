/**
 * Who may call the stack: access keys, whose they are, and the check of signatures made with them. Requests go in, the
 * keys of their callers or refusals come out. Shared by all services, as IAM is.
 */
package io.github.athenaconnect.localstack.access;
