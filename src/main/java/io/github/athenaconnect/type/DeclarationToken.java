package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word, a name in quotes, or a sign of a declaration of types.
 *
 * @param text in lower case if it is a word; without quotes if it had some
 * @param written as it stands in the declaration, without quotes
 * @param quoted whether it was in quotes, and so can only be a name
 * @param place of its first character, from 0
 */
record DeclarationToken(String text, String written, boolean quoted, int place) {
    /** Stands behind the last one. */
    private static final String END = "";

    private static final String SIGNS = "(),<>;:";

    /** All tokens of a declaration, with one behind them that stands for the end. */
    static List<DeclarationToken> of(String declaration) {
        List<DeclarationToken> tokens = new ArrayList<>();
        int index = 0;
        while (index < declaration.length()) {
            char first = declaration.charAt(index);
            int end = isQuote(first) ? quotedEnd(declaration, index) : plainEnd(declaration, index);
            if (isQuote(first)) {
                tokens.add(quoted(declaration.substring(index, end), index));
            } else if (!Character.isWhitespace(first)) {
                tokens.add(plain(declaration.substring(index, end), index));
            }
            index = end;
        }
        tokens.add(plain(END, index));
        return tokens;
    }

    boolean isEnd() {
        return !quoted && text.equals(END);
    }

    boolean isSign() {
        return !quoted && !isEnd() && !isOfWord(text.charAt(0));
    }

    /** Whether it is a sign that only a name in quotes may have. */
    boolean isForeign() {
        return isSign() && !SIGNS.contains(text);
    }

    /** Whether it is this word, in any case, or this sign. */
    boolean is(String word) {
        return !quoted && text.equals(word);
    }

    /** A quote that is meant is written twice. */
    private static DeclarationToken quoted(String text, int place) {
        String quote = text.substring(0, 1);
        String inner = text.substring(1, text.length() - 1);
        String name = inner.replace(quote + quote, quote);
        return new DeclarationToken(name, name, true, place);
    }

    private static DeclarationToken plain(String text, int place) {
        return new DeclarationToken(text.toLowerCase(Locale.ROOT), text, false, place);
    }

    private static int quotedEnd(String declaration, int begin) {
        char quote = declaration.charAt(begin);
        int index = begin + 1;
        while (index < declaration.length()) {
            if (declaration.charAt(index) != quote) {
                index++;
            } else if (index + 1 < declaration.length() && declaration.charAt(index + 1) == quote) {
                index += 2;
            } else {
                return index + 1;
            }
        }
        throw new IllegalArgumentException("must have a closing " + quote + " for the one at character " + (begin + 1));
    }

    private static int plainEnd(String declaration, int begin) {
        int end = begin + 1;
        while (isOfWord(declaration.charAt(begin)) && end < declaration.length() && isOfWord(declaration.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isQuote(char letter) {
        return letter == '"' || letter == '`';
    }

    private static boolean isOfWord(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '$';
    }
}
