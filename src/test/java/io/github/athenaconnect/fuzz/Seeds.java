package io.github.athenaconnect.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Inputs that a fuzz target begins with. */
public final class Seeds {
    private Seeds() {}

    /** Texts in UTF-8. */
    public static Stream<byte[]> of(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of an input, whatever its bytes. */
    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
