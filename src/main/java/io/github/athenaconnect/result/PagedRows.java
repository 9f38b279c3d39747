package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.AthenaColumn;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * The rows of a result one after the other, from one of them on and without its heading; holds one page of them.
 *
 * <p>A page that is larger than may be held is asked for again with fewer rows, down to one, and where rows are small again,
 * with more. A token says where to continue (Athena API reference, GetQueryResults); that it does so whatever the number of
 * rows is nowhere written. So rows are counted as they come, never by what was asked for, and before a token is used for a
 * page of another size than it was given for, {@link TokenTrial} looks whether that leads to the right row. Where it does
 * not, or cannot be told, a result is read again from its first page, which needs no token, in pages of the size that fits.
 *
 * <p>A call that fails changes nothing: the same page is asked for again by the next {@link #hasNext}. Not for use by
 * several threads, except {@link #close}.
 */
final class PagedRows implements AutoCloseable {
    /** None is known to come at all; so many in a row are no accident. */
    private static final int MOST_EMPTY_PAGES = 1000;

    private final ResultPages pages;
    private final Execution execution;
    private final List<AthenaColumn> columns;
    private final TokenTrial trial;
    private Iterator<Row> page = Collections.emptyIterator();
    private Optional<PageMark> next;
    private long row;
    private long wanted;
    private PageCircle circle = new PageCircle();
    private int emptyPages;
    private boolean startedOver;
    private volatile boolean closed;

    /**
     * Begins behind {@code from} rows.
     *
     * @param columns whose labels the heading has
     */
    PagedRows(ResultPages pages, Execution execution, List<AthenaColumn> columns, long from) {
        this.pages = pages;
        this.execution = execution;
        this.columns = columns;
        this.trial = new TokenTrial(pages, execution);
        PageMark begin = pages.marks().before(execution.id(), from);
        this.next = Optional.of(begin);
        this.row = begin.row();
        this.wanted = from;
        if (begin.isFirst()) {
            pages.size().begin();
        }
    }

    /** Number of rows before the next one, once {@link #hasNext} has been asked. */
    long row() {
        return row;
    }

    /** Whether another row follows; asks Athena where the page at hand does not tell. */
    boolean hasNext() {
        requireOpen();
        while (!page.hasNext() && next.isPresent()) {
            turn(next.get());
        }
        if (!page.hasNext()) {
            pages.marks().forgetPage();
        }
        if (row < wanted) {
            throw new UnreadableResultException(
                    Reason.CHANGED,
                    name() + " ends too early to resume: expected at least " + wanted + " rows, found " + row
                            + "; check the stored offset of this query.");
        }
        return page.hasNext();
    }

    /** The values of the next row, if {@link #hasNext}. */
    List<Datum> next() {
        List<Datum> values = page.next().data();
        row++;
        return values;
    }

    private void turn(PageMark to) {
        ask(to).ifPresent(answered -> {
            requireOpen();
            pages.marks().remember(to, answered);
            GetQueryResultsResponse answer = answered.answer();
            List<Row> rows =
                    answer.resultSet() == null ? List.of() : answer.resultSet().rows();
            requireNewsNowAndThen(rows);
            List<Row> values = to.isFirst() && beginsWithHeading(rows) ? rows.subList(1, rows.size()) : rows;
            next = Optional.ofNullable(answer.nextToken())
                    .map(token -> behind(to, token, values.size(), answered.asked()));
            next.ifPresent(pages.marks()::remember);
            page = values.iterator();
            skip();
        });
    }

    private void requireNewsNowAndThen(List<Row> rows) {
        emptyPages = rows.isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > MOST_EMPTY_PAGES) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    name() + " has no end: behind row " + row + " Athena gave " + emptyPages
                            + " pages one after the other without a row; run the query again.");
        }
    }

    private void skip() {
        while (row < wanted && page.hasNext()) {
            List<Datum> unused = next();
        }
    }

    private PageMark behind(PageMark before, String token, int rows, int asked) {
        if (circle.closes(token)) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    name() + " has no end: behind row " + (before.row() + rows)
                            + " Athena names a page as the next one that it has given before; run the query again.");
        }
        return new PageMark(before.executionId(), Optional.of(token), before.row() + rows, asked);
    }

    /**
     * The page; or nothing if it is to be asked for with fewer rows, or if its token is not honoured any more, for which the
     * way from the first page leads too.
     */
    private Optional<AnsweredPage> ask(PageMark mark) {
        Optional<AnsweredPage> known = pages.marks().page(mark);
        return known.isPresent() ? known : askAthena(mark);
    }

    private Optional<AnsweredPage> askAthena(PageMark mark) {
        page = Collections.emptyIterator();
        pages.marks().forgetLargePage();
        try {
            int wished = pages.size().rows();
            if (mark.isFirst() || wished == mark.asked() || tokensHold()) {
                return askAthena(mark, wished);
            }
            if (wished > mark.asked()) {
                return askAthena(mark, mark.asked());
            }
            startOver();
            return Optional.empty();
        } catch (InvalidRequestException refused) {
            if (mark.isFirst() || startedOver) {
                throw refused;
            }
            startedOver = true;
            startOver();
            return Optional.empty();
        } catch (SdkException failure) {
            requireOpen();
            if (failure instanceof AbortedException) {
                throw new UnreadableResultException(
                        Reason.CLOSED, name() + " is not read any further: its thread was interrupted.", failure);
            }
            throw failure;
        }
    }

    private Optional<AnsweredPage> askAthena(PageMark mark, int rows) {
        try {
            AnsweredPage answered = pages.page(execution, mark.token(), rows);
            pages.size().fitted(answered);
            return Optional.of(answered);
        } catch (LargeAnswerException large) {
            requireOpen();
            if (rows == 1) {
                throw pages.tooLarge(execution, mark, large);
            }
            pages.size().shrink(rows, large);
            return Optional.empty();
        }
    }

    private boolean tokensHold() {
        boolean hold = pages.size().tokensHold().orElseGet(trial::holds);
        pages.size().found(hold);
        return hold;
    }

    private void startOver() {
        pages.marks().forget();
        wanted = Math.max(wanted, row);
        row = 0;
        circle = new PageCircle();
        next = Optional.of(PageMark.first(execution.id()));
    }

    /**
     * Athena repeats the labels as first row of a table, and never of a text. That it did is checked, ignoring case as
     * for a CSV: a row that says anything else is a row.
     */
    private boolean beginsWithHeading(List<Row> rows) {
        if (execution.result().kind() == StatementKind.TEXT || rows.isEmpty()) {
            return false;
        }
        List<Datum> first = rows.get(0).data();
        if (first.size() != columns.size()) {
            return false;
        }
        for (int column = 0; column < columns.size(); column++) {
            if (!columns.get(column).name().equalsIgnoreCase(first.get(column).varCharValue())) {
                return false;
            }
        }
        return true;
    }

    private String name() {
        return "Result " + ResultFingerprint.ofPages(execution.id()).location();
    }

    void requireOpen() {
        if (closed) {
            throw new UnreadableResultException(
                    Reason.CLOSED, name() + " is not read any further: its reader was closed.");
        }
    }

    /** Ends reading before the next page, from any thread. */
    @Override
    public void close() {
        closed = true;
    }
}
