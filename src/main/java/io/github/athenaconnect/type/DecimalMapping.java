package io.github.athenaconnect.type;

import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/** What a {@code decimal(p,s)} becomes under each {@link DecimalMode}. */
final class DecimalMapping {
    /** The schema parameter in which Avro, Parquet and JDBC converters look for the precision. */
    private static final String PRECISION_PARAMETER = "connect.decimal.precision";

    private static final int GREATEST_PRECISION = 38;

    /** So many decimal digits come back unchanged from a double. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private DecimalMapping() {}

    static ColumnMapping of(AthenaColumn column, TypeSettings settings) {
        requireUsable(column);
        return switch (settings.decimalMode()) {
            case DECIMAL -> exact(column);
            case STRING -> ColumnMapping.text();
            case DOUBLE -> nearestDouble(column);
            case BEST_FIT -> bestFit(column);
        };
    }

    private static void requireUsable(AthenaColumn column) {
        boolean usable = column.precision() >= 1
                && column.precision() <= GREATEST_PRECISION
                && column.scale() >= 0
                && column.scale() <= column.precision();
        if (!usable) {
            throw new UnusableColumnsException("Column \"" + column.name() + "\" is reported as decimal("
                    + column.precision() + "," + column.scale()
                    + "); expected a precision of 1 to 38 and a scale of 0 to the precision: CAST it in the SQL");
        }
    }

    private static ColumnMapping exact(AthenaColumn column) {
        SchemaBuilder schema =
                Decimal.builder(column.scale()).parameter(PRECISION_PARAMETER, String.valueOf(column.precision()));
        return new ColumnMapping(schema, decoder(column));
    }

    private static ColumnMapping nearestDouble(AthenaColumn column) {
        DecimalDecoder exact = decoder(column);
        return new ColumnMapping(
                SchemaBuilder.float64(), text -> exact.decode(text).doubleValue());
    }

    private static ColumnMapping bestFit(AthenaColumn column) {
        if (column.scale() == 0 && column.precision() <= 18) {
            return bestInteger(column.precision());
        }
        return column.precision() <= DIGITS_OF_A_DOUBLE ? nearestDouble(column) : exact(column);
    }

    private static ColumnMapping bestInteger(int precision) {
        if (precision <= 2) {
            return new ColumnMapping(SchemaBuilder.int8(), digits(precision, IntegerDecoder.TINYINT));
        }
        if (precision <= 4) {
            return new ColumnMapping(SchemaBuilder.int16(), digits(precision, IntegerDecoder.SMALLINT));
        }
        if (precision <= 9) {
            return new ColumnMapping(SchemaBuilder.int32(), digits(precision, IntegerDecoder.INTEGER));
        }
        return new ColumnMapping(SchemaBuilder.int64(), digits(precision, IntegerDecoder.BIGINT));
    }

    private static IntegerDecoder digits(int precision, IntegerDecoder of) {
        long greatest = PowersOfTen.of(precision) - 1;
        return new IntegerDecoder("a decimal(" + precision + ",0)", -greatest, greatest, of.boxing());
    }

    private static DecimalDecoder decoder(AthenaColumn column) {
        return new DecimalDecoder(column.precision(), column.scale());
    }
}
