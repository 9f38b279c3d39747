package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * Finds out on the first lines of a result whether a page token leads to the same row for pages of any size, which Athena's
 * documentation leaves open: were it the number of a page, rows would be lost or repeated without a word.
 *
 * <p>Asks three times, for a few rows. Exceptions of the calls pass through, and leave it where it was, so that each call may
 * have a turn of its own. Not for use by several threads.
 */
final class TokenTrial {
    private final ResultPages pages;
    private final Execution execution;
    private Optional<List<Row>> lines = Optional.empty();
    private Optional<String> token = Optional.empty();

    TokenTrial(ResultPages pages, Execution execution) {
        this.pages = pages;
        this.execution = execution;
    }

    /** Whether it was shown to; what cannot be told, as lines are large or alike, is not shown. */
    boolean holds() {
        try {
            return areDifferent() && isLast(rows(pages.page(execution, tokenOfLast(), 1)));
        } catch (LargeAnswerException | InvalidRequestException refused) {
            return false;
        }
    }

    /** Three lines, the heading counted: behind two of them is the third, but it is the second of pages of one. */
    private boolean areDifferent() {
        if (lines.isEmpty()) {
            AnsweredPage first = pages.page(execution, Optional.empty(), 3);
            lines = Optional.of(pages.marks().keeps(first) ? rows(first) : List.of());
        }
        List<Row> known = lines.get();
        return known.size() == 3 && !known.get(1).equals(known.get(2));
    }

    /** There is one, as there are three lines; one that is missing leads to the first line, which shows nothing. */
    private Optional<String> tokenOfLast() {
        if (token.isEmpty()) {
            AnsweredPage two = pages.page(execution, Optional.empty(), 2);
            token = Optional.ofNullable(two.answer().nextToken());
        }
        return token;
    }

    private boolean isLast(List<Row> found) {
        return found.equals(lines.orElseThrow().subList(2, 3));
    }

    private static List<Row> rows(AnsweredPage page) {
        return page.answer().resultSet() == null
                ? List.of()
                : page.answer().resultSet().rows();
    }
}
