package io.github.athenaconnect.config;

import io.github.athenaconnect.watermark.Lookback;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Margins below a watermark as people write them: {@code 2h} or {@code 100}. */
final class LookbackText {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,38}(\\.[0-9]{1,38})?");

    static final Form<Lookback> FORM =
            Form.text("a duration such as 2h for dates and times, a number from 0 for numbers", LookbackText::parse);

    private LookbackText() {}

    private static Lookback parse(String text) {
        return NUMBER.matcher(text).matches()
                ? Lookback.of(new BigDecimal(text))
                : Lookback.of(DurationText.parse(text));
    }
}
