package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.ColumnLookup;
import io.github.athenaconnect.type.RowType;
import java.util.List;
import java.util.Optional;

/**
 * A watermark column of a result.
 *
 * @param name as it was configured
 * @param index among the columns of the result
 * @param typeName Athena's name of its type
 */
record WatermarkColumn(String name, int index, ValueType type, String typeName) {
    /**
     * Finds the columns of these names; none in a result without rows that does not tell its columns either, as no value
     * of it will be looked at.
     *
     * @throws UnusableWatermarkException if one is not there, is there twice or under two of the names, or has no
     *     order
     */
    static List<WatermarkColumn> find(List<String> names, RowType rowType) {
        if (rowType.sources().isEmpty()) {
            return List.of();
        }
        List<WatermarkColumn> found =
                names.stream().map(name -> find(name, rowType)).toList();
        if (found.stream().map(WatermarkColumn::index).distinct().count() < found.size()) {
            throw new UnusableWatermarkException("watermark.columns names a column of the result more than once: "
                    + String.join(", ", names) + ". Name every column once, in the casing of the result.");
        }
        return found;
    }

    private static WatermarkColumn find(String name, RowType rowType) {
        List<AthenaColumn> columns = rowType.sources();
        List<String> labels = columns.stream().map(AthenaColumn::name).toList();
        if (ColumnLookup.isAmbiguous(labels, name)) {
            throw new UnusableWatermarkException("watermark.columns names '" + name
                    + "', which several columns of the result are called: " + String.join(", ", labels)
                    + ". Rename all but one in the SQL, with AS.");
        }
        int index = ColumnLookup.find(labels, name)
                .orElseThrow(() -> new UnusableWatermarkException(
                        "watermark.columns names '" + name + "', but the columns of the result are "
                                + String.join(", ", labels)
                                + ". Correct watermark.columns, or add the column to the statement."));
        String typeName = columns.get(index).plainTypeName();
        ValueType type = ValueType.named(typeName)
                .orElseThrow(() -> new UnusableWatermarkException("watermark.columns names '" + name
                        + "', which is of type " + typeName + ", whose values cannot be a watermark: they have no"
                        + " order, or no literal. Name another column, or add one to the statement that has an order,"
                        + " such as a CAST of '" + name + "' to timestamp, bigint or varchar."));
        return new WatermarkColumn(name, index, type, typeName);
    }

    /**
     * The value of a row; empty for NaN.
     *
     * @throws UnusableWatermarkException if the text is none of the column's type
     */
    Optional<WatermarkValue> read(String text) {
        try {
            return type.read(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableWatermarkException("Watermark column '" + name + "' is of type " + typeName
                    + ", and a value of it " + e.getMessage()
                    + ". Name another column in watermark.columns, or have the statement CAST this one.");
        }
    }

    /** Why Athena would not compare the column with a value, and what to write instead; empty if it would. */
    Optional<String> problemWith(WatermarkValue value) {
        return value.type().family() == type.family()
                ? Optional.empty()
                : Optional.of("must be a value that column '" + name + "' of type " + typeName
                        + " can be compared with, such as " + type.example() + "; found " + value.literal());
    }
}
