package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Excerpt;
import java.util.List;

/** The first line of a CSV result: proof that the object belongs to the columns Athena reported. */
final class CsvHeader {
    private final S3Location location;
    private final List<AthenaColumn> columns;

    CsvHeader(S3Location location, List<AthenaColumn> columns) {
        this.location = location;
        this.columns = columns;
    }

    /** Takes the header off {@code rows}; fails with {@link Reason#MALFORMED} if it names other columns. */
    void read(CsvRows rows) {
        if (!rows.hasNext()) {
            throw malformed("is empty: expected a header line of " + columns.size() + " column names, found nothing");
        }
        CsvLine header = rows.next();
        for (int column = 0; column < columns.size(); column++) {
            requireLabel(header, column);
        }
    }

    /** Ignores case: sources disagree on which casing Athena reports where, and a name in other casing is no other. */
    private void requireLabel(CsvLine header, int column) {
        String expected = columns.get(column).name();
        String found = header.isNull(column) ? "" : header.textOf(column).toString();
        if (!found.equalsIgnoreCase(expected)) {
            throw malformed("does not belong to this execution: expected " + Excerpt.of(expected)
                    + " as name of column " + (column + 1) + " in its header, found " + Excerpt.of(found));
        }
    }

    private UnreadableResultException malformed(String problem) {
        return new UnreadableResultException(
                Reason.MALFORMED,
                "Result " + location + " " + problem
                        + "; check that nothing else writes to this object, and run the query again.");
    }
}
