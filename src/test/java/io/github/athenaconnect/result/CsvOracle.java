package io.github.athenaconnect.result;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.List;

/** Reads Athena's CSV with FastCSV: slower, needs the text as characters, and written by somebody else. */
final class CsvOracle extends AbstractBaseCsvCallbackHandler<List<String>> {
    private List<String> row = new ArrayList<>();

    /** The rows behind the header, {@code null} for NULL. */
    static List<List<String>> rows(String content) {
        List<List<String>> rows = CsvReader.builder().skipEmptyLines(false).build(new CsvOracle(), content).stream()
                .toList();
        return rows.subList(1, rows.size());
    }

    @Override
    protected void handleBegin(long line) {
        row = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        row.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
    }

    @Override
    protected void handleEmpty() {
        row.add(null);
    }

    @Override
    protected List<String> buildRecord() {
        return row;
    }
}
