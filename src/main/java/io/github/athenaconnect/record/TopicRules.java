package io.github.athenaconnect.record;

/** What brokers take for the name of a topic; Kafka's own check is {@code org.apache.kafka.common.internals.Topic}. */
public final class TopicRules {
    /** The rule in words. */
    public static final String WORDS = "1 to 249 of a-z A-Z 0-9 . _ -";

    static final int LONGEST = 249;

    private TopicRules() {}

    /** Whether a topic may have this name. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && isPart(text) && !text.equals(".") && !text.equals("..");
    }

    /** Whether all characters of the text may be in a name. */
    public static boolean isPart(String text) {
        return text.chars().allMatch(TopicRules::isLegal);
    }

    private static boolean isLegal(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
