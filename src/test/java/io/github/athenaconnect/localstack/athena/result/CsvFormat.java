package io.github.athenaconnect.localstack.athena.result;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Athena's dialect of CSV: every value in quotes, a quote doubled, NULL as nothing, lines ended by LF. */
final class CsvFormat {
    private CsvFormat() {}

    static void writeLine(Writer out, List<@Nullable String> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            String value = values.get(i);
            if (value != null) {
                out.write('"');
                out.write(value.replace("\"", "\"\""));
                out.write('"');
            }
        }
        out.write('\n');
    }
}
