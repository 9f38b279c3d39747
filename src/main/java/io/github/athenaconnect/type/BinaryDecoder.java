package io.github.athenaconnect.type;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Decodes {@code varbinary}: two hexadecimal digits a byte, in any case.
 *
 * <p>White space between the digits means nothing. Athena writes a blank after each byte; how it groups and breaks long
 * values is not documented.
 */
final class BinaryDecoder implements TextDecoder {
    private static final String EXPECTED = "a varbinary (two hexadecimal digits a byte)";

    @Override
    public Object decode(TextValue text) {
        byte[] bytes = new byte[(text.length() + 1) / 2];
        int digits = 0;
        for (int index = 0; index < text.length(); index++) {
            byte letter = text.byteAt(index);
            if (HexFormat.isHexDigit(letter)) {
                bytes[digits / 2] = (byte) (bytes[digits / 2] << 4 | HexFormat.fromHexDigit(letter));
                digits++;
            } else if (!isWhiteSpace(letter)) {
                throw UndecodableTextException.of(EXPECTED, text);
            }
        }
        if (digits % 2 != 0) {
            throw UndecodableTextException.of(EXPECTED, text);
        }
        return digits / 2 == bytes.length ? bytes : Arrays.copyOf(bytes, digits / 2);
    }

    private static boolean isWhiteSpace(byte letter) {
        return letter == ' ' || (letter >= '\t' && letter <= '\r');
    }
}
