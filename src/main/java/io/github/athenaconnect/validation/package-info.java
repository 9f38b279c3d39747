/**
 * Validation of a configuration against the account it names.
 *
 * <p>Settings without an error and open clients enter; {@link io.github.athenaconnect.validation.Finding}s leave, each
 * on the one key that the user must change, and the names that a form can offer. Every question is asked in parallel with the others and within one time
 * limit; nothing is scanned and nothing is kept. The root calls it; it knows the settings, the clients and the ways in
 * which a query is run, so that what is tried is what will run.
 */
@NullMarked
package io.github.athenaconnect.validation;

import org.jspecify.annotations.NullMarked;
