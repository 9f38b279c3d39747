package io.github.athenaconnect.localstack.shop;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of the shop as SQL expressions; each a function of its number, counted from 1. */
final class ShopRows {
    private static final String NULL = "NULL";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final List<String> NAMES = List.of(
            "Ada Lovelace",
            "Zoë O'Brien",
            "Łukasz Żółw",
            "山田 太郎",
            "Мария Иванова",
            "Ahmet Çelik",
            "محمد علي",
            "Jürgen \"Jupp\" Groß",
            "Σοφία Παππά",
            "😀 Smiley");
    private static final List<String> COMMENTS = List.of(
            "leave at the door",
            "",
            "two\nlines",
            "comma, separated",
            "she said \"now\"",
            "it's urgent",
            " padded ",
            "tab\there",
            "naïve café 東京",
            "NULL");
    private static final List<String> STATES = List.of("new", "paid", "shipped", "delivered", "returned");
    private static final List<String> PRODUCTS = List.of("teapot", "mug, blue", "12\" record", "緑茶", "sugar");

    private ShopRows() {}

    static List<String> customer(int number) {
        String name = pick(NAMES, number);
        return List.of(
                Integer.toString(number),
                text(name),
                number % 4 == 0 ? NULL : text("customer" + number + "@example.com"),
                number % 5 == 0 ? NULL : Boolean.toString(number % 2 == 0),
                number % 6 == 0 ? NULL : date(LocalDate.of(1960, 2, 29).plusDays(number * 397L)),
                Integer.toString(300 + number * 13),
                number % 7 == 0 ? NULL : "REAL '0." + (number % 4 * 25) + "'",
                number % 8 == 0 ? NULL : "ARRAY['t" + number + "', 'common']",
                number % 9 == 0
                        ? NULL
                        : "CAST(ROW(" + text(number + " Main St.") + ", 'Springfield', " + text("0000" + number)
                                + ") AS ROW(street varchar, city varchar, zip varchar))",
                number % 3 == 0 ? NULL : text(pick(COMMENTS, number)));
    }

    static List<String> order(int number, LocalDateTime updatedAt) {
        return List.of(
                Integer.toString(1000 + number),
                number % 11 == 0 ? NULL : Integer.toString(1 + number % Shop.CUSTOMERS),
                text(pick(STATES, number)),
                decimal(total(number)),
                number % 7 == 0 ? NULL : "DOUBLE '" + number * 0.125 + "'",
                Boolean.toString(number % 3 != 0),
                date(updatedAt.toLocalDate()),
                timestamp(updatedAt),
                number % 5 == 0 ? NULL : text(pick(COMMENTS, number)));
    }

    static List<List<String>> orderLines(int orderNumber) {
        List<List<String>> lines = new ArrayList<>();
        for (int line = 1; line <= 1 + orderNumber % 3; line++) {
            lines.add(List.of(
                    Integer.toString(1000 + orderNumber),
                    Integer.toString(line),
                    text(pick(PRODUCTS, orderNumber + line)),
                    Integer.toString(1 + (orderNumber + line) % 4),
                    decimal(199L + orderNumber * 7L + line),
                    line == 2 ? NULL : "MAP(ARRAY['gift', 'color'], ARRAY['yes', 'c" + line + "'])"));
        }
        return lines;
    }

    static List<String> refund(int number) {
        int order = number * 6;
        return List.of(
                Integer.toString(5000 + number),
                Integer.toString(1000 + order),
                decimal(-total(order)),
                number % 4 == 0 ? NULL : text(pick(COMMENTS, number)),
                timestamp(Shop.FIRST_ORDER.plusDays(order + 3L)),
                number % 3 == 0 ? NULL : "X'00ff" + String.format(Locale.ROOT, "%04x", number * 257) + "'");
    }

    private static long total(int number) {
        return 1250L + number * 1_337L;
    }

    private static <T> T pick(List<T> from, int number) {
        return from.get(number % from.size());
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String date(LocalDate value) {
        return "DATE '" + value + "'";
    }

    private static String timestamp(LocalDateTime value) {
        return "TIMESTAMP '" + TIMESTAMP.format(value) + "'";
    }

    private static String decimal(long cents) {
        return "DECIMAL '" + (cents < 0 ? "-" : "") + Math.abs(cents) / 100 + "."
                + String.format(Locale.ROOT, "%02d", Math.abs(cents) % 100) + "'";
    }
}
