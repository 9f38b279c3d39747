package io.github.athenaconnect.result.parquet;

import io.github.athenaconnect.result.parquet.RowAssembler.ByteCount;
import io.github.athenaconnect.type.LocalMoment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Hands on values without parts as {@link io.github.athenaconnect.type.ValueDecoder} takes them. */
final class ScalarConverter extends PrimitiveConverter {
    private static final int NUMBER = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PICOS_PER_NANO = 1000;
    private static final long SECONDS_PER_DAY = 24 * 60 * 60;

    /** The day of the Julian calendar on which the epoch begins. */
    private static final long JULIAN_EPOCH_DAY = 2_440_588;

    private final Consumer<Object> taker;
    private final ByteCount bytes;
    private final LongFunction<Object> integers;
    private final Function<Binary, Object> binaries;

    ScalarConverter(PrimitiveType type, Consumer<Object> taker, ByteCount bytes) {
        this.taker = taker;
        this.bytes = bytes;
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            int scale = decimal.getScale();
            this.integers = unscaled -> BigDecimal.valueOf(unscaled, scale);
            this.binaries = unscaled -> new BigDecimal(new BigInteger(copied(unscaled)), scale);
        } else {
            this.integers = meaning instanceof TimestampLogicalTypeAnnotation timestamp
                    ? count -> moment(count, timestamp.getUnit())
                    : count -> count;
            this.binaries = type.getPrimitiveTypeName() == PrimitiveTypeName.INT96
                    ? ScalarConverter::moment
                    : ScalarConverter::copied;
        }
    }

    /** The library's own way keeps the copy as well, so that a dictionary would take twice its size. */
    private static byte[] copied(Binary value) {
        byte[] bytes = new byte[value.length()];
        value.toByteBuffer().get(bytes);
        return bytes;
    }

    /** A count since the epoch, taken as it stands whether its file says UTC or nothing. */
    private static LocalMoment moment(long count, LogicalTypeAnnotation.TimeUnit unit) {
        long perSecond = switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> NANOS_PER_SECOND;
        };
        long picosPerUnit = NANOS_PER_SECOND / perSecond * PICOS_PER_NANO;
        return new LocalMoment(Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * picosPerUnit);
    }

    /** Nanoseconds of the day, then the day, as Hive and Trino write timestamps. */
    private static LocalMoment moment(Binary int96) {
        ByteBuffer parts = int96.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = parts.getLong();
        long day = parts.getInt() - JULIAN_EPOCH_DAY;
        return new LocalMoment(
                day * SECONDS_PER_DAY + Math.floorDiv(nanosOfDay, NANOS_PER_SECOND),
                Math.floorMod(nanosOfDay, NANOS_PER_SECOND) * PICOS_PER_NANO);
    }

    private void take(Object value, int size) {
        bytes.add(size);
        taker.accept(value);
    }

    @Override
    public void addBoolean(boolean value) {
        take(value, 1);
    }

    @Override
    public void addInt(int value) {
        take(integers.apply(value), NUMBER);
    }

    @Override
    public void addLong(long value) {
        take(integers.apply(value), NUMBER);
    }

    @Override
    public void addFloat(float value) {
        take(value, NUMBER);
    }

    @Override
    public void addDouble(double value) {
        take(value, NUMBER);
    }

    @Override
    public void addBinary(Binary value) {
        // Counted before it is copied: nobody else looks whether there are as many bytes as it says.
        bytes.add(value.length());
        taker.accept(binaries.apply(value));
    }
}
