package io.github.athenaconnect.type;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;

/**
 * The table of what an UNLOAD can write: for each of Athena's types the forms that its values have in Parquet, or why they
 * have none.
 *
 * <p>Texts are read with the JDK's own means, so that the decoders are not compared with themselves.
 */
public final class FileForms {
    private static final String REFUSED = "UNLOAD refuses it";
    private static final String PARTS = "its files keep the parts, its text does not";

    /** Why a type has no form. */
    static final Map<String, String> WITHOUT = Map.ofEntries(
            Map.entry("time", REFUSED),
            Map.entry("timestamp with time zone", REFUSED),
            Map.entry("time with time zone", REFUSED),
            Map.entry("uuid", REFUSED),
            Map.entry("ipaddress", REFUSED),
            Map.entry("interval year to month", REFUSED),
            Map.entry("interval day to second", REFUSED),
            Map.entry("json", REFUSED),
            Map.entry("geometry", REFUSED),
            Map.entry("unknown", REFUSED),
            Map.entry("array", PARTS),
            Map.entry("map", PARTS),
            Map.entry("row", PARTS),
            Map.entry("struct", PARTS));

    /** The forms of each type that has any. */
    static final Map<String, Function<AthenaColumn, List<FileForm>>> BY_TYPE = Map.ofEntries(
            forms(new FileForm("boolean", "", FileForms::truth), "boolean"),
            forms(integer("int32", "(INTEGER(8,true))", 8), "tinyint"),
            forms(integer("int32", "(INTEGER(16,true))", 16), "smallint"),
            forms(integer("int32", "", 32), "integer"),
            forms(integer("int32", "(INTEGER(32,true))", 32), "int"),
            forms(integer("int64", "", 64), "bigint"),
            forms(new FileForm("float", "", FileForms::real), "real"),
            forms(new FileForm("float", "", FileForms::real), "float"),
            forms(new FileForm("double", "", FileForms::doubleFloat), "double"),
            Map.entry("decimal", FileForms::decimals),
            forms(new FileForm("int32", "(DATE)", FileForms::date), "date"),
            Map.entry("timestamp", column -> timestamps()),
            forms(new FileForm("binary", "", FileForms::bytes), "varbinary"),
            forms(text("(STRING)"), "varchar"),
            forms(text("(STRING)"), "char"),
            forms(text("(ENUM)"), "string"));

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final Pattern NON_FINITE = Pattern.compile("nan|[-+]?inf(inity)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern DATE = Pattern.compile("([-+]?\\d{4,})-(\\d\\d)-(\\d\\d)");
    private static final Pattern TIMESTAMP =
            Pattern.compile(DATE.pattern() + " (\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,12}))?");
    private static final long JULIAN_EPOCH_DAY = 2_440_588;

    private FileForms() {}

    /** The forms of a column's values; none where files have no place for them. */
    public static List<FileForm> of(AthenaColumn column) {
        return BY_TYPE.getOrDefault(column.plainTypeName(), unknown -> List.of())
                .apply(column);
    }

    private static Map.Entry<String, Function<AthenaColumn, List<FileForm>>> forms(FileForm form, String type) {
        return Map.entry(type, column -> List.of(form));
    }

    private static Consumer<Group> truth(String text) {
        boolean value = matched(Pattern.compile("(?i:(true)|false)"), text).group(1) != null;
        return row -> row.add(0, value);
    }

    private static FileForm integer(String physical, String annotation, int bits) {
        return new FileForm(physical, annotation, text -> {
            long value =
                    new BigInteger(matched(Pattern.compile("-?[0-9]+"), text).group()).longValueExact();
            long greatest = -1L >>> (Long.SIZE - bits + 1);
            require(value <= greatest && value >= -greatest - 1);
            return physical.equals("int32") ? row -> row.add(0, (int) value) : row -> row.add(0, value);
        });
    }

    private static Consumer<Group> real(String text) {
        double value = number(text, Float::parseFloat);
        return row -> row.add(0, (float) value);
    }

    private static Consumer<Group> doubleFloat(String text) {
        double value = number(text, Double::parseDouble);
        return row -> row.add(0, value);
    }

    private static double number(String text, Function<String, Number> parse) {
        if (NON_FINITE.matcher(text).matches()) {
            boolean nan = text.equalsIgnoreCase("nan");
            double infinity = text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return nan ? Double.NaN : infinity;
        }
        double value = parse.apply(matched(NUMBER, text).group()).doubleValue();
        require(Double.isFinite(value));
        require(value != 0 || new BigDecimal(text).signum() == 0);
        return value;
    }

    private static List<FileForm> decimals(AthenaColumn column) {
        String annotation = "(DECIMAL(" + column.precision() + "," + column.scale() + "))";
        FileForm small = decimal(column, "int32", annotation, unscaled -> {
            require(column.precision() <= 9);
            int value = unscaled.intValueExact();
            return row -> row.add(0, value);
        });
        FileForm large = decimal(column, "int64", annotation, unscaled -> {
            // A shorter one belongs into an int32.
            require(column.precision() > 9 && column.precision() <= 18);
            long value = unscaled.longValueExact();
            return row -> row.add(0, value);
        });
        FileForm fixed = decimal(column, "fixed_len_byte_array(16)", annotation, unscaled -> {
            Binary value = Binary.fromConstantByteArray(signExtended(unscaled.toByteArray(), 16));
            return row -> row.add(0, value);
        });
        FileForm shortest = decimal(column, "binary", annotation, unscaled -> {
            Binary value = Binary.fromConstantByteArray(unscaled.toByteArray());
            return row -> row.add(0, value);
        });
        return List.of(small, large, fixed, shortest);
    }

    private static FileForm decimal(
            AthenaColumn column, String physical, String annotation, Function<BigInteger, Consumer<Group>> writing) {
        return new FileForm(physical, annotation, text -> {
            BigDecimal value = new BigDecimal(matched(DECIMAL, text).group()).setScale(column.scale());
            require(value.precision() <= column.precision() || value.signum() == 0);
            return writing.apply(value.unscaledValue());
        });
    }

    private static byte[] signExtended(byte[] digits, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, length - digits.length, digits.length);
        return bytes;
    }

    private static Consumer<Group> date(String text) {
        int day = Math.toIntExact(day(matched(DATE, text)));
        return row -> row.add(0, day);
    }

    private static long day(MatchResult date) {
        return LocalDate.of(number(date, 1), number(date, 2), number(date, 3)).toEpochDay();
    }

    private static List<FileForm> timestamps() {
        return List.of(
                new FileForm("int96", "", text -> {
                    LocalDateTime moment = moment(text);
                    ByteBuffer parts = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
                    parts.putLong(moment.toLocalTime().toNanoOfDay());
                    parts.putInt(Math.toIntExact(moment.toLocalDate().toEpochDay() + JULIAN_EPOCH_DAY));
                    Binary value = Binary.fromConstantByteArray(parts.array());
                    return row -> row.add(0, value);
                }),
                timestamp("MILLIS", ChronoUnit.MILLIS),
                timestamp("MICROS", ChronoUnit.MICROS),
                timestamp("NANOS", ChronoUnit.NANOS));
    }

    private static FileForm timestamp(String unit, ChronoUnit digits) {
        return new FileForm("int64", "(TIMESTAMP(" + unit + ",false))", text -> {
            LocalDateTime moment = moment(text);
            require(moment.truncatedTo(digits).equals(moment));
            long count = digits.between(Instant.EPOCH, moment.toInstant(ZoneOffset.UTC));
            return row -> row.add(0, count);
        });
    }

    private static LocalDateTime moment(String text) {
        MatchResult parts = matched(TIMESTAMP, text);
        String picos = ((parts.group(7) == null ? "" : parts.group(7)) + "0".repeat(12)).substring(0, 12);
        require(picos.endsWith("000"));
        LocalTime time = LocalTime.of(
                number(parts, 4), number(parts, 5), number(parts, 6), Integer.parseInt(picos.substring(0, 9)));
        return LocalDate.ofEpochDay(day(parts)).atTime(time);
    }

    private static Consumer<Group> bytes(String text) {
        Binary value = Binary.fromConstantByteArray(HexFormat.of().parseHex(text.replaceAll("\\s", "")));
        return row -> row.add(0, value);
    }

    private static FileForm text(String annotation) {
        return new FileForm("binary", annotation, text -> {
            Binary value = Binary.fromConstantByteArray(text.getBytes(UTF_8));
            return row -> row.add(0, value);
        });
    }

    private static MatchResult matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        require(matcher.matches());
        return matcher.toMatchResult();
    }

    private static int number(MatchResult parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("No value of this type, or none of this form");
        }
    }
}
