package io.github.athenaconnect.config;

import java.util.regex.Pattern;

/** Names of topics, by the rules brokers have for them. */
final class TopicName {
    private static final Pattern LEGAL = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    static final Form<String> FORM = Form.text("the name of a topic: 1 to 249 of a-z A-Z 0-9 . _ -", TopicName::parse);

    private TopicName() {}

    private static String parse(String text) {
        if (text.contains("${")) {
            throw new IllegalArgumentException("must be the plain name of a topic; found \"" + text
                    + "\": placeholders are not available in this" + " version");
        }
        if (!LEGAL.matcher(text).matches()) {
            throw new IllegalArgumentException("must be the name of a topic, 1 to 249 of a-z A-Z 0-9 . _ - and neither"
                    + " \".\" nor \"..\"; found \"" + text + "\"");
        }
        return text;
    }
}
