package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import java.util.List;

/** The other shards of a query, of which only what they have stored can be known. */
@FunctionalInterface
public interface Siblings {
    /** Of a query that is not sharded. */
    Siblings NONE = List::of;

    /** What they have stored by now; may wait for a transaction of the task to end. */
    List<QueryOffset> offsets();
}
