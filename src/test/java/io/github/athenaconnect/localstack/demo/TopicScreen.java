package io.github.athenaconnect.localstack.demo;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows what arrives: the first records of each topic in full, then how many there are. For one thread. */
final class TopicScreen {
    private static final int SHOWN = 3;
    private static final int WIDTH = 150;

    private final PrintStream out;
    private final Map<String, Long> counts = new TreeMap<>();
    private long reported;

    TopicScreen(PrintStream out, List<String> topics) {
        this.out = out;
        topics.forEach(topic -> counts.put(topic, 0L));
    }

    /** Takes one record of a topic, its text made only where it is shown. */
    void arrived(String topic, Text text) {
        if (counts.merge(topic, 1L, Long::sum) <= SHOWN) {
            out.println("  " + topic + "  " + shortened(text.text()));
        }
    }

    /** Says how many records there are, when there are more than the last time. */
    void report() {
        if (total() > reported) {
            reported = total();
            out.println(LocalTime.now(ZoneId.systemDefault())
                            .truncatedTo(ChronoUnit.SECONDS)
                            .format(DateTimeFormatter.ISO_LOCAL_TIME)
                    + "  "
                    + counts.entrySet().stream()
                            .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
                            .collect(Collectors.joining("   ")));
        }
    }

    /** Whether each topic has at least the records it is to get. */
    boolean has(Map<String, Long> expected) {
        return expected.entrySet().stream()
                .allMatch(topic -> counts.getOrDefault(topic.getKey(), 0L) >= topic.getValue());
    }

    private long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What has arrived, in the words scripts may rely on. */
    String summary() {
        long filled = counts.values().stream().filter(count -> count > 0).count();
        return "demo: " + total() + " records in " + filled + " topics";
    }

    private static String shortened(String text) {
        return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...";
    }

    /** Text made on demand. */
    interface Text {
        String text();
    }
}
