package io.github.athenaconnect.result;

import java.util.Optional;

/**
 * How many rows of a query's results are asked for at once: as many as Athena gives, or fewer while these are too large for
 * the memory. Kept for as long as the query is, so that a reader that is opened again need not find out again. Safe for
 * several threads.
 */
final class PageSize {
    /** The most Athena gives at once. */
    private static final int MOST = 1000;

    /** A page of less than this part of what may be held is followed by a page of twice its rows. */
    private static final int SMALL = 4;

    private final long bytes;
    private int rows = MOST;
    private Optional<Boolean> tokensHold = Optional.empty();

    /** For pages of at most so many bytes. */
    PageSize(long bytes) {
        this.bytes = bytes;
    }

    /** Rows to ask for, the heading counted: 1 to 1,000. */
    synchronized int rows() {
        return rows;
    }

    /**
     * Takes note that a result is going to be read from its first page, which may have any size, as there is no token. What
     * could not be shown of another result may be shown of this one.
     */
    synchronized void begin() {
        if (!tokensHold.orElse(true)) {
            rows = MOST;
            tokensHold = Optional.empty();
        }
    }

    /** Takes note of an answer to a request for so many rows that was too large. */
    synchronized void shrink(int asked, LargeAnswerException large) {
        rows = large.fitting(asked);
    }

    /** Takes note of a page that was not. */
    synchronized void fitted(AnsweredPage page) {
        if (tokensHold.orElse(true) && page.asked() == rows && page.bytes() < bytes / SMALL) {
            rows = Math.min(MOST, 2 * rows);
        }
    }

    /** Whether a token leads to the same row for pages of any size; nothing if that has not been found out. */
    synchronized Optional<Boolean> tokensHold() {
        return tokensHold;
    }

    /** Takes note of what was found out. If they hold for one size only, no page has more rows than the one before it. */
    synchronized void found(boolean hold) {
        tokensHold = Optional.of(hold);
    }
}
