package io.github.athenaconnect.type;

/** The words that stand for a floating point value without digits. How Athena spells them is not documented. */
final class NonFiniteNumber {
    private NonFiniteNumber() {}

    /** Whether a text is a word rather than a number with digits. */
    static boolean isWord(TextValue text) {
        if (text.length() == 0) {
            return false;
        }
        byte last = text.byteAt(text.length() - 1);
        return last == 'n' || last == 'N' || last == 'y' || last == 'Y' || last == 'f' || last == 'F';
    }

    /** The value of NaN, Infinity or Inf, the latter with or without sign, in any case. */
    static double of(TextValue text, String expected) {
        if (text.isWord("nan")) {
            return Double.NaN;
        }
        if (text.isWord("infinity") || text.isWord("+infinity") || text.isWord("inf") || text.isWord("+inf")) {
            return Double.POSITIVE_INFINITY;
        }
        if (text.isWord("-infinity") || text.isWord("-inf")) {
            return Double.NEGATIVE_INFINITY;
        }
        throw UndecodableTextException.of(expected, text);
    }
}
