package io.github.athenaconnect.watermark;

import io.github.athenaconnect.type.Excerpt;
import io.github.athenaconnect.type.LocalMoment;
import io.github.athenaconnect.type.UndecodableTextException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the table of types that have an order: how their values are read, and the names by which Athena calls them.
 *
 * <p>A type that has no line has no order, or none that a literal could stand for: json, arrays, maps, rows, intervals,
 * times with time zone, geometries.
 */
enum ValueType {
    BOOLEAN(Family.TRUTH, "boolean", "a boolean (true or false)", "TRUE"),
    TINYINT(Family.NUMBER, "tinyint", "a tinyint (-128 to 127)", "TINYINT '1'"),
    SMALLINT(Family.NUMBER, "smallint", "a smallint (-32768 to 32767)", "SMALLINT '1'"),
    INTEGER(Family.NUMBER, "integer", "an integer (-2147483648 to 2147483647)", "INTEGER '1'"),
    BIGINT(Family.NUMBER, "bigint", "a bigint (-9223372036854775808 to 9223372036854775807)", "BIGINT '1'"),
    DECIMAL(Family.NUMBER, "decimal", "a decimal (up to 38 digits, such as -12.340)", "DECIMAL '1.50'"),
    REAL(Family.NUMBER, "real", "a real (such as 0.25, 1.0E10 or Infinity)", "REAL '0.25'"),
    DOUBLE(Family.NUMBER, "double", "a double (such as 0.25, 1.0E10 or Infinity)", "DOUBLE '0.25'"),
    DATE(Family.MOMENT, "date", "an existing day as yyyy-MM-dd", "DATE '2026-01-31'"),
    TIMESTAMP(
            Family.MOMENT,
            "timestamp",
            "a timestamp (yyyy-MM-dd HH:mm:ss with up to 12 fraction digits)",
            "TIMESTAMP '2026-01-31 12:00:00'"),
    ZONED_TIMESTAMP(
            Family.MOMENT,
            "timestamp with time zone",
            "a timestamp with time zone (yyyy-MM-dd HH:mm:ss with up to 12 fraction digits, then UTC, an offset or a zone)",
            "TIMESTAMP '2026-01-31 12:00:00 UTC'"),
    TIME(Family.TIME_OF_DAY, "time", "a time (HH:mm:ss with up to 12 fraction digits)", "TIME '12:00:00'"),
    VARCHAR(Family.TEXT, "varchar", "a text", "'text'"),
    CHAR(Family.TEXT, "char", "a text", "CAST('text' AS char(4))"),
    VARBINARY(Family.BINARY, "varbinary", "two hexadecimal digits a byte", "X'00ff'"),
    UUID(
            Family.UUID,
            "uuid",
            "a UUID (hexadecimal digits in groups of 8-4-4-4-12)",
            "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'"),
    IPADDRESS(Family.ADDRESS, "ipaddress", "an IP address of version 4 or 6", "IPADDRESS '10.0.0.1'");

    /** Types whose values Athena compares with each other. */
    enum Family {
        TRUTH,
        NUMBER,
        MOMENT,
        TIME_OF_DAY,
        TEXT,
        BINARY,
        UUID,
        ADDRESS
    }

    /** What Athena calls some types in some places. */
    private static final Map<String, ValueType> OTHER_NAMES = Map.of("int", INTEGER, "float", REAL, "string", VARCHAR);

    private final Family family;
    private final String plainName;
    private final String description;
    private final String example;

    ValueType(Family family, String plainName, String description, String example) {
        this.family = family;
        this.plainName = plainName;
        this.description = description;
        this.example = example;
    }

    /** The type that Athena calls so, in lower case and without parameters; empty if its values have no order. */
    static Optional<ValueType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.plainName.equals(name))
                .findFirst()
                .or(() -> Optional.ofNullable(OTHER_NAMES.get(name)));
    }

    /** The type of {@code WORD 'text'} in SQL. */
    static Optional<ValueType> ofLiteral(String word) {
        return named(word.toLowerCase(Locale.ROOT)).filter(type -> type != ZONED_TIMESTAMP && type != CHAR);
    }

    Family family() {
        return family;
    }

    /** A literal of the type. */
    String example() {
        return example;
    }

    /**
     * The value of which {@code text} is Athena's text; empty for NaN, which has no place in the order.
     *
     * @throws IllegalArgumentException "must be ..., found ...", if it is no value of the type
     */
    Optional<WatermarkValue> read(String text) {
        try {
            return readAny(text);
        } catch (UndecodableTextException | DateTimeException mismatch) {
            throw mismatch(text);
        }
    }

    private Optional<WatermarkValue> readAny(String text) {
        return switch (this) {
            case BOOLEAN -> Truth.read(this, text);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> ExactNumber.readInteger(this, text);
            case DECIMAL -> ExactNumber.readDecimal(this, text);
            case REAL, DOUBLE -> FloatingNumber.read(this, text);
            case DATE -> PointInTime.of(this, LocalMoment.ofDate(text));
            case TIMESTAMP -> PointInTime.of(this, LocalMoment.ofTimestamp(text));
            case ZONED_TIMESTAMP -> PointInTime.of(this, LocalMoment.ofZonedTimestamp(text));
            case TIME -> PointInTime.of(this, LocalMoment.ofTime(text));
            case VARCHAR, CHAR -> Characters.read(this, text);
            case VARBINARY -> Octets.readBinary(this, text);
            case UUID -> Octets.readUuid(this, text);
            case IPADDRESS -> Octets.readAddress(this, text);
        };
    }

    IllegalArgumentException mismatch(String text) {
        return new IllegalArgumentException("must be " + description + ", found " + Excerpt.of(text));
    }
}
