package io.github.athenaconnect.wide;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts, bytes, and the types of which Connect knows only the text. */
final class Texts {
    private static final String AWKWARD = "\"',\n\r\t\\|\0 =[]{}nulNUL;\uFEFF\u2028\uFFFDé漢ü";

    private Texts() {}

    static Stream<WideType> stored() {
        return Stream.of(text(), shortText(), padded(), bytes());
    }

    /** Those that no table has. */
    static Stream<WideType> computed() {
        return Stream.of(
                new WideType(
                        "uuid",
                        "uuid",
                        literals(
                                "uuid",
                                "00000000-0000-0000-0000-000000000000",
                                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                                "12151fd2-7586-11e9-8f9e-2a86e4085a59"),
                        random -> Cell.literal("uuid", new UUID(random.nextLong(), random.nextLong()).toString())),
                WideType.of(
                        "json",
                        "json",
                        literals(
                                "json",
                                "null",
                                "true",
                                "-1.5",
                                "\"\"",
                                "\"it's \\\"quoted\\\"\"",
                                "[]",
                                "{}",
                                "{\"a\":1,\"b\":[null,{\"c\":\"ü, 漢\uD83D\uDE00\"}]}")),
                WideType.of(
                        "ipaddress",
                        "ipaddress",
                        literals("ipaddress", "10.0.0.1", "255.255.255.255", "0.0.0.0", "::1", "2001:db8::1")));
    }

    static WideType text() {
        return new WideType(
                "varchar",
                "string",
                texts(
                        "",
                        " ",
                        "plain",
                        "it's \"quoted\"",
                        "\"",
                        "\"\"",
                        "a,b",
                        ",",
                        "line\nline",
                        "line\r\nline\r",
                        "\n",
                        "\t\\N \\\\",
                        "NULL",
                        "null",
                        "  blanks around  ",
                        "Zażółć gęślą jaźń",
                        "漢字かな",
                        "smile \uD83D\uDE00, flag \uD83C\uDDF5\uD83C\uDDF1, e\u0301",
                        "\u0001\u001F\u007F\u0085\u2028\uFEFF\uFFFD",
                        "NUL \0 inside",
                        "x".repeat(4_000)),
                random -> text(text(random, 30)));
    }

    private static WideType shortText() {
        return new WideType(
                "varchar", "varchar(5)", texts("", "short", "ü漢\uD83D\uDE00 \""), random -> text(text(random, 5)));
    }

    /** Blanks fill it up, and are part of the value. */
    private static WideType padded() {
        Function<String, Cell> cell =
                text -> Cell.cast("char(5)", text, text + " ".repeat(5 - text.codePointCount(0, text.length())));
        return new WideType(
                "char",
                "char(5)",
                Stream.of("", "a", "short", " b", "ü漢\uD83D\uDE00").map(cell).toList(),
                random -> cell.apply(text(random, 4)));
    }

    static WideType bytes() {
        return new WideType(
                "varbinary",
                "binary",
                Stream.of(0, 1, 8, 9, 31, 32, 33, 64, 100, 5_000)
                        .map(length -> {
                            byte[] bytes = new byte[length];
                            IntStream.range(0, length).forEach(index -> bytes[index] = (byte) (index * 7 - 1));
                            return bytes(bytes);
                        })
                        .toList(),
                random -> {
                    byte[] bytes = new byte[random.nextInt(70)];
                    random.nextBytes(bytes);
                    return bytes(bytes);
                });
    }

    private static Cell bytes(byte[] bytes) {
        Object plain = PlainValue.ofBytes(bytes);
        return new Cell("X'" + plain.toString().substring("bytes ".length()) + "'", plain);
    }

    private static List<Cell> literals(String type, String... texts) {
        return Stream.of(texts)
                .map(text -> Cell.literal(type.toUpperCase(Locale.ROOT), text))
                .toList();
    }

    private static List<Cell> texts(String... texts) {
        return Stream.of(texts).map(Texts::text).toList();
    }

    private static Cell text(String text) {
        return new Cell(Cell.quoted(text), text);
    }

    private static String text(Random random, int maximumLength) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(maximumLength + 1); length > 0; length--) {
            text.appendCodePoint(codePoint(random));
        }
        return text.toString();
    }

    private static int codePoint(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> AWKWARD.charAt(random.nextInt(AWKWARD.length()));
            case 1 -> 0x1F300 + random.nextInt(0x300);
            case 2 -> 0xA1 + random.nextInt(0x2000);
            default -> ' ' + random.nextInt('~' - ' ');
        };
    }
}
