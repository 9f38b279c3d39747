/**
 * Where credentials come from: users and roles, STS, the instance metadata service, the container credentials endpoint
 * and the SSO portal. Proofs of identity go in, temporary keys come out.
 */
package io.github.athenaconnect.localstack.identity;
