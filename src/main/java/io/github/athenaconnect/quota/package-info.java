/**
 * The quotas of an AWS account: when the calls may be made by which the tasks of a worker run their queries.
 *
 * <p>An Athena client enters; the same client leaves, but its calls wait for their turn. One that has to wait is not made and
 * holds no thread: it throws {@link io.github.athenaconnect.quota.QuotaAwaitedException}, which says when to ask again. A leaf.
 */
@NullMarked
package io.github.athenaconnect.quota;

import org.jspecify.annotations.NullMarked;
