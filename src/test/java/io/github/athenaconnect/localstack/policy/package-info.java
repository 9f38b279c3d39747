/**
 * What callers are allowed: policy documents go in, and for an action on a resource a permission or a denial comes out.
 */
package io.github.athenaconnect.localstack.policy;
