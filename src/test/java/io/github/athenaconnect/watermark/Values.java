package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Results for tests: columns of given types, rows of given texts. */
final class Values {
    private Values() {}

    /** A result with the columns c0, c1 and so on. */
    static RowType rowType(String... types) {
        List<AthenaColumn> columns = Arrays.stream(types)
                .map(type -> new AthenaColumn("c" + Arrays.asList(types).indexOf(type), type, 38, 2))
                .toList();
        return RowTypes.of(columns, new TypeSettings("t", DecimalMode.DECIMAL, TimestampMode.STRING));
    }

    /** The watermark after rows of one column with these texts, null for NULL. */
    static Optional<Watermark> maximum(String type, String... texts) {
        WatermarkTracker tracker = WatermarkTracker.of(List.of("c0"), rowType(type), Optional.empty());
        for (String text : texts) {
            tracker.see(column -> text);
        }
        return tracker.maximum();
    }

    /** The literal of the value of that text. */
    static String literal(String type, String text) {
        return maximum(type, text).orElseThrow().literals().get("watermark");
    }
}
