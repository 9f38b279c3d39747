package io.github.athenaconnect.failure;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What others wrote, such as a reason of Athena's, fit for a line of a log. */
final class ForeignText {
    /** Control characters, line separators, and the marks that turn the direction of what follows them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private ForeignText() {}

    /** At most {@code most} characters of it, without any that could forge another line. */
    static String line(String text, int most) {
        String beginning = text.length() <= most ? text : text.substring(0, most) + "...";
        return UNSEEN.matcher(beginning).replaceAll(ForeignText::escaped);
    }

    private static String escaped(MatchResult unseen) {
        String character = unseen.group();
        return character.equals("\n") ? " " : String.format(Locale.ROOT, "\\\\u%04x", character.codePointAt(0));
    }
}
