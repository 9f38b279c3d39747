package io.github.athenaconnect.result;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where the latest pages began that were read of one query's results, so that a reader opened again need not page through
 * from the first: a failing call would otherwise cost a call for every page before it. Safe for several threads.
 *
 * <p>Only memory: how long Athena honours a token is undocumented, so none is stored, and one it refuses is forgotten.
 */
final class PageMarks {
    /** Enough to go back to the beginning of a transaction of transaction.max.rows rows, which is 50,000 by default. */
    private static final int MOST = 64;

    private final Deque<PageMark> latestFirst = new ArrayDeque<>();

    synchronized void remember(PageMark mark) {
        latestFirst.remove(mark);
        latestFirst.addFirst(mark);
        if (latestFirst.size() > MOST) {
            latestFirst.removeLast();
        }
    }

    synchronized void forget() {
        latestFirst.clear();
    }

    /** The last known page that begins not behind {@code row}; the first page if none is known. */
    synchronized PageMark before(String executionId, long row) {
        PageMark best = PageMark.first(executionId);
        for (PageMark mark : latestFirst) {
            if (mark.executionId().equals(executionId) && mark.row() <= row && mark.row() > best.row()) {
                best = mark;
            }
        }
        return best;
    }
}
