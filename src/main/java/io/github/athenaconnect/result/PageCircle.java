package io.github.athenaconnect.result;

import java.util.Optional;

/**
 * Notices that the tokens of pages go in a circle, however long it is, by keeping one of them (R. P. Brent, "An improved
 * Monte Carlo factorization algorithm", section 2): a token is kept for twice as many pages as the one before it was, so
 * that one is kept at last that comes again while it is. Rows of a circle are read a few times until then.
 */
final class PageCircle {
    private Optional<String> kept = Optional.empty();
    private long pages;
    private long patience = 1;

    /** Whether the token of the next page is one that has been there. */
    boolean closes(String token) {
        if (kept.filter(token::equals).isPresent()) {
            return true;
        }
        pages++;
        if (pages == patience) {
            kept = Optional.of(token);
            patience *= 2;
            pages = 0;
        }
        return false;
    }
}
