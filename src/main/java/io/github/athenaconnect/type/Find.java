package io.github.athenaconnect.type;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a reading of a text has found last, and what before it.
 *
 * <p>Immutable, so that readings that begin alike share their beginning.
 *
 * @param before none if nothing was found before
 * @param begin where a part begins in the text
 * @param end where it ends, exclusive
 */
record Find(@Nullable Find before, Kind kind, int begin, int end) {
    /** Nothing has been found yet. */
    static final Find NOTHING = new Find(null, Kind.NOTHING, 0, 0);

    /** There is more than one reading, so that nobody asks any more what each has found. */
    static final Find SEVERAL = new Find(null, Kind.SEVERAL, 0, 0);

    /** What can be found. */
    enum Kind {
        /** Nothing yet. */
        NOTHING,
        /** A part without parts. */
        PART,
        /** A NULL. */
        NULL,
        /** That another element of an array, or entry of a map, follows. */
        ELEMENT,
        /** The end of an array or a map. */
        END,
        /** A row, whose fields follow. */
        ROW,
        /** Not one thing, but one by each of several readings. */
        SEVERAL
    }

    boolean isSeveral() {
        return kind == Kind.SEVERAL;
    }

    /** All finds in the order of the text. */
    Deque<Find> inOrder() {
        Deque<Find> finds = new ArrayDeque<>();
        for (Find find = this; find != null && find.kind != Kind.NOTHING; find = find.before) {
            finds.addFirst(find);
        }
        return finds;
    }
}
