package io.github.athenaconnect.secrecy;

import io.github.athenaconnect.localstack.access.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the marked secrets of the tests in a text: as they are, in upper or lower case, with characters escaped as in JSON,
 * XML or a URL, in Base64 wherever in it they begin, in hexadecimal digits, and each of these broken into lines.
 */
public final class LeakScanner {
    private static final Pattern KIND = Pattern.compile(Secrets.MARK + "([a-z]*)-", Pattern.CASE_INSENSITIVE);
    private static final String UNKNOWN = "a secret";
    private static final List<Form> FORMS = Stream.concat(
                    Stream.of(
                            new Form("as it is", Secrets.MARK, 0, true, text -> text),
                            new Form("in hexadecimal digits", hexadecimal(), 0, true, LeakScanner::ofHexadecimal)),
                    IntStream.range(0, 3).mapToObj(LeakScanner::base64))
            .toList();

    private LeakScanner() {}

    /**
     * One way to write a secret.
     *
     * @param mark how the mark looks in it
     * @param before how many characters before {@code mark} belong to it too
     * @param anyCase whether upper and lower case mean the same in it
     * @param read takes it back, as far as it can be read
     */
    private record Form(String name, String mark, int before, boolean anyCase, UnaryOperator<String> read) {}

    /** All places, in order of the forms; of several on one line in one form the first that says what it is. */
    public static List<Leak> scan(String text) {
        PlainText plain = PlainText.of(text);
        String exact = plain.characters();
        String lower = exact.toLowerCase(Locale.ROOT);
        Map<String, Leak> found = new LinkedHashMap<>();
        for (Form form : FORMS) {
            String searched = form.anyCase ? lower : exact;
            for (int at = searched.indexOf(form.mark); at >= 0; at = searched.indexOf(form.mark, at + 1)) {
                Leak leak = new Leak(plain.line(at), kind(form, exact, at), form.name);
                found.merge(
                        leak.line() + leak.form(),
                        leak,
                        (first, next) -> first.kind().equals(UNKNOWN) ? next : first);
            }
        }
        return List.copyOf(found.values());
    }

    private static String kind(Form form, String text, int at) {
        int begin = Math.max(0, at - form.before);
        Matcher kind = KIND.matcher(form.read.apply(text.substring(begin, Math.min(text.length(), begin + 80))));
        return kind.find() && !kind.group(1).isEmpty() ? "a " + kind.group(1) : UNKNOWN;
    }

    private static String hexadecimal() {
        return HexFormat.of().formatHex(Secrets.MARK.getBytes(StandardCharsets.UTF_8));
    }

    private static String ofHexadecimal(String text) {
        String digits = beginning(text, "[0-9a-fA-F]*");
        return new String(
                HexFormat.of().parseHex(digits.substring(0, digits.length() / 2 * 2)), StandardCharsets.ISO_8859_1);
    }

    /** How the mark looks where it begins this many bytes after a group of three; what depends on its neighbours is left out. */
    private static Form base64(int shift) {
        byte[] shifted = (" ".repeat(shift) + Secrets.MARK).getBytes(StandardCharsets.UTF_8);
        int first = (shift * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        String mark = Base64.getEncoder().encodeToString(shifted).substring(first, last);
        return new Form("in Base64", mark, first, false, LeakScanner::ofBase64);
    }

    private static String ofBase64(String text) {
        String digits = beginning(text, "[A-Za-z0-9+/]*");
        return new String(
                Base64.getDecoder().decode(digits.substring(0, digits.length() / 4 * 4)), StandardCharsets.ISO_8859_1);
    }

    private static String beginning(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.lookingAt() ? matcher.group() : "";
    }
}
