package io.github.athenaconnect.config;

import io.github.athenaconnect.record.TopicRules;

/** Names of topics that no row has a say in. */
final class TopicName {
    static final Form<String> FORM = Form.text("the name of a topic: " + TopicRules.WORDS, TopicName::parse);

    private TopicName() {}

    private static String parse(String text) {
        if (text.contains("${")) {
            throw new IllegalArgumentException(
                    "must be the plain name of a topic, without placeholders; found \"" + text + "\"");
        }
        if (!TopicRules.isName(text)) {
            throw new IllegalArgumentException("must be the name of a topic, " + TopicRules.WORDS
                    + " and neither \".\" nor \"..\"; found \"" + text + "\"");
        }
        return text;
    }
}
