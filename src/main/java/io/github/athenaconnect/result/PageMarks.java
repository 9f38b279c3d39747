package io.github.athenaconnect.result;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Where the latest pages began that were read of one query's results, and the last of them, so that a reader opened again
 * need not page through from the first: a failing call would otherwise cost a call for every page before it, and that in
 * the middle of being throttled. Safe for several threads.
 *
 * <p>Only memory: how long Athena honours a token is undocumented, so none is stored, and one it refuses is forgotten.
 */
final class PageMarks {
    /** Enough to go back to the beginning of a transaction of transaction.max.rows rows, which is 50,000 by default. */
    private static final int MOST = 64;

    private final Deque<PageMark> latestFirst = new ArrayDeque<>();
    private final long maximumKeptBytes;
    private Optional<PageMark> latestMark = Optional.empty();
    private Optional<AnsweredPage> latest = Optional.empty();

    /**
     * Remembers nothing yet.
     *
     * @param maximumKeptBytes what a page may have that is kept while the next one is read
     */
    PageMarks(long maximumKeptBytes) {
        this.maximumKeptBytes = maximumKeptBytes;
    }

    /** Remembers where a page begins that has not been read yet. */
    synchronized void remember(PageMark mark) {
        latestFirst.remove(mark);
        latestFirst.addFirst(mark);
        if (latestFirst.size() > MOST) {
            latestFirst.removeLast();
        }
    }

    synchronized void remember(PageMark mark, AnsweredPage page) {
        remember(mark);
        latestMark = Optional.of(mark);
        latest = Optional.of(page);
    }

    synchronized void forget() {
        latestFirst.clear();
        latest = Optional.empty();
    }

    /** Lets go of the last page, whose rows have all been read. */
    synchronized void forgetPage() {
        latest = Optional.empty();
    }

    /** Lets go of the last page, whose rows have all been read, if there is no room for it beside the next one. */
    synchronized void forgetLargePage() {
        latest = latest.filter(this::keeps);
    }

    /** Whether there is room for a page beside another one. */
    boolean keeps(AnsweredPage page) {
        return page.bytes() <= maximumKeptBytes;
    }

    /** The page that begins there, if it is the last that was read and was kept. */
    synchronized Optional<AnsweredPage> page(PageMark mark) {
        return latest.filter(page -> latestMark.filter(mark::equals).isPresent());
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
