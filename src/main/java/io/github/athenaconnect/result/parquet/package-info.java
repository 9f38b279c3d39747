/**
 * Parquet files, as Athena's UNLOAD writes them: the types of their columns and their rows.
 *
 * <p>Ranges of a file's bytes enter; rows of typed values leave, one by one, as {@link
 * io.github.athenaconnect.type.ValueDecoder} takes them. Memory is bounded by the window asked for and the page of each
 * column that is being read, not by the size of a file or of its row groups. A leaf but for the types: it does not know where the bytes come
 * from. The Parquet library takes files apart; how its bytes are fetched and unpacked is done here, as its own way wants
 * Hadoop.
 */
@NullMarked
package io.github.athenaconnect.result.parquet;

import org.jspecify.annotations.NullMarked;
