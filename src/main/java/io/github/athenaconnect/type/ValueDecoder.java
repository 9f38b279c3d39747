package io.github.athenaconnect.type;

import org.jspecify.annotations.Nullable;

/**
 * Turns one value that is not NULL into the Java value its Connect schema wants, where the value comes typed and not as
 * text.
 *
 * <p>What comes is, by type: {@code Boolean} for {@code boolean}; {@code Long} for {@code tinyint} to {@code bigint}, and
 * the days since the epoch for {@code date}; {@code Float}, {@code Double}; a {@code BigDecimal} of the type's scale; a
 * {@link LocalMoment} for {@code timestamp}; {@code byte[]} for {@code varbinary} and, in UTF-8, for any kind of text; a
 * {@code List} for {@code array}; a {@code List} of {@code Map.Entry} for {@code map}; an {@code Object[]} for {@code row}.
 * NULL inside of the last three is null.
 *
 * <p>Without state, so one instance serves all rows and threads.
 */
public interface ValueDecoder {
    /**
     * Decodes one value.
     *
     * @return null only for JSON's null, in a column that is decoded as JSON
     * @throws UndecodableTextException if it is one that the chosen mode cannot hold without loss
     */
    @Nullable Object decode(Object value);

    /** The value as Athena writes it in a CSV result; of a nested one the same text, which is ambiguous. */
    String text(Object value);
}
