package io.github.athenaconnect.record;

import java.util.Optional;

/**
 * What becomes of the rows of a query that cannot be records.
 *
 * @param deadLetterTopic with {@link RowErrorPolicy#DEAD_LETTER}, and only then
 */
public record RowErrors(RowErrorPolicy policy, Optional<String> deadLetterTopic) {
    /** Where none is expected. */
    public static final RowErrors FAIL = new RowErrors(RowErrorPolicy.FAIL, Optional.empty());

    public RowErrors {
        if (deadLetterTopic.isPresent() != (policy == RowErrorPolicy.DEAD_LETTER)) {
            throw new IllegalArgumentException(
                    "Dead letters, and only they, need a topic, found " + deadLetterTopic + " with " + policy);
        }
    }
}
