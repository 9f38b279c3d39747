package io.github.athenaconnect.config;

import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How a key is presented to people: in a console's form and on the reference page. */
record Label(Importance importance, String displayName, Width width, String documentation) {
    static Label high(String displayName, Width width, String documentation) {
        return new Label(Importance.HIGH, displayName, width, documentation);
    }

    static Label medium(String displayName, Width width, String documentation) {
        return new Label(Importance.MEDIUM, displayName, width, documentation);
    }

    static Label low(String displayName, Width width, String documentation) {
        return new Label(Importance.LOW, displayName, width, documentation);
    }
}
