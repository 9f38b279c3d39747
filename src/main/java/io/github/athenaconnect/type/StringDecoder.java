package io.github.athenaconnect.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes text as it stands, blanks included; only bytes that are no UTF-8 are refused. */
final class StringDecoder implements TextDecoder {
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public String decode(TextValue text) {
        String decoded = text.toString();
        // The JDK replaces what is not UTF-8 without a word, but a genuine U+FFFD may be in the text too.
        if (decoded.indexOf(REPLACEMENT) >= 0 && !isExact(decoded, text)) {
            throw UndecodableTextException.of(
                    "text in UTF-8", text, "take the bytes instead: wrap the column in to_utf8(...) in the SQL");
        }
        return decoded;
    }

    private static boolean isExact(String decoded, TextValue text) {
        return Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), text.toBytes());
    }
}
