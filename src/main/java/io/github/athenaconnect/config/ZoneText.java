package io.github.athenaconnect.config;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Names of time zones. */
final class ZoneText {
    static final Form<ZoneId> FORM = Form.text("a time zone: UTC, Europe/Berlin, +02:00", ZoneText::parse);

    private ZoneText() {}

    private static ZoneId parse(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "must be a time zone such as UTC, Europe/Berlin or +02:00; found \"" + text + "\"", unknown);
        }
    }
}
