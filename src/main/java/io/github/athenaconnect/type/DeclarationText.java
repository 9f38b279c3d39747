package io.github.athenaconnect.type;

import java.util.List;

/** A walk through declarations of types; what does not fit ends it with an {@link IllegalArgumentException} that names its place. */
final class DeclarationText {
    private final List<DeclarationToken> tokens;
    private int index;

    DeclarationText(String text) {
        this.tokens = DeclarationToken.of(text);
    }

    /** The token that comes next. */
    DeclarationToken next() {
        return tokens.get(index);
    }

    /** The token behind the next one. */
    DeclarationToken second() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    /** Steps over this word, in any case, or this sign, if it comes next. */
    boolean skip(String word) {
        boolean isNext = next().is(word);
        if (isNext) {
            index++;
        }
        return isNext;
    }

    void require(String sign) {
        if (!skip(sign)) {
            throw mismatch("\"" + sign + "\"");
        }
    }

    /** The name that comes next, a word or in quotes. */
    String name(String expected) {
        DeclarationToken name = next();
        if (name.isEnd() || name.isSign() || name.text().isEmpty()) {
            throw mismatch(expected);
        }
        index++;
        return name.written();
    }

    /** The number that comes next, from {@code least} to {@code greatest}. */
    int number(int least, int greatest) {
        String digits = next().text();
        if (digits.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(digits);
            if (number >= least && number <= greatest) {
                index++;
                return Math.toIntExact(number);
            }
        }
        throw mismatch("a number from " + least + " to " + greatest);
    }

    /** A refusal of what comes next. */
    IllegalArgumentException mismatch(String expected) {
        return mismatch(next(), expected);
    }

    /** A refusal of something that was read. */
    static IllegalArgumentException mismatch(DeclarationToken found, String expected) {
        return new IllegalArgumentException("must declare types as in " + DeclaredTypes.EXAMPLE + "; at character "
                + (found.place() + 1) + " expected " + expected + ", found "
                + (found.isEnd() ? "the end" : Excerpt.of(found.written())));
    }
}
