package io.github.athenaconnect.result.parquet;

import io.github.athenaconnect.result.parquet.RowAssembler.ByteCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Converters of values with parts: each collects the parts and hands the value on when it is complete. */
final class Converters {
    private Converters() {}

    /** The converter of one field, whatever its type. */
    static Converter of(Type type, Consumer<Object> taker, ByteCount bytes) {
        if (type.isPrimitive()) {
            return new ScalarConverter(type.asPrimitiveType(), taker, bytes);
        }
        GroupType group = type.asGroupType();
        boolean repeated = type.isRepetition(Type.Repetition.REPEATED);
        if (!repeated && NestedGroups.isList(group)) {
            return new OfList(group, taker, bytes);
        }
        return !repeated && NestedGroups.isMap(group) ? new OfMap(group, taker, bytes) : new OfRow(group, taker, bytes);
    }

    /** A row: one place for each field, empty for NULL. */
    static final class OfRow extends GroupConverter {
        private final Converter[] fields;
        private final Consumer<Object> taker;
        private final IntConsumer counter;
        private @Nullable Object[] values = new Object[0];

        OfRow(GroupType group, Consumer<Object> taker, ByteCount bytes) {
            this(group, taker, bytes, bytes::addRow);
        }

        /**
         * One that is counted in another way.
         *
         * @param counter is told the number of fields when one begins
         */
        OfRow(GroupType group, Consumer<Object> taker, ByteCount bytes, IntConsumer counter) {
            this.taker = taker;
            this.counter = counter;
            this.fields = new Converter[group.getFieldCount()];
            for (int index = 0; index < fields.length; index++) {
                int place = index;
                fields[index] = of(group.getType(index), value -> values[place] = value, bytes);
            }
        }

        @Override
        public Converter getConverter(int index) {
            return fields[index];
        }

        @Override
        public void start() {
            values = new Object[fields.length];
            // NULL takes its separator in a text, and every row something.
            counter.accept(fields.length);
        }

        @Override
        public void end() {
            taker.accept(values);
        }
    }

    /** An array: its only field repeats, and is a wrapper around the element but for old forms. */
    static final class OfList extends GroupConverter {
        private final Converter repeated;
        private final Consumer<Object> taker;
        private List<@Nullable Object> elements = new ArrayList<>();

        OfList(GroupType list, Consumer<Object> taker, ByteCount bytes) {
            this.taker = taker;
            Type inner = NestedGroups.repeated(list);
            this.repeated = NestedGroups.isElementItself(list, inner)
                    ? of(inner, element -> elements.add(element), bytes)
                    : new OfRow(
                            inner.asGroupType(),
                            wrapper -> elements.add(((@Nullable Object[]) wrapper)[0]),
                            bytes,
                            bytes::addWrapper);
        }

        @Override
        public Converter getConverter(int index) {
            return repeated;
        }

        @Override
        public void start() {
            elements = new ArrayList<>();
        }

        @Override
        public void end() {
            taker.accept(elements);
        }
    }

    /** A map: its only field repeats and has key and value. */
    static final class OfMap extends GroupConverter {
        private final Converter entry;
        private final Consumer<Object> taker;
        private List<Map.Entry<Object, @Nullable Object>> entries = new ArrayList<>();

        OfMap(GroupType map, Consumer<Object> taker, ByteCount bytes) {
            this.taker = taker;
            this.entry =
                    new OfRow(NestedGroups.entry(map), pair -> entries.add(entry((@Nullable Object[]) pair)), bytes);
        }

        private static Map.Entry<Object, @Nullable Object> entry(@Nullable Object[] pair) {
            Object key = pair[0];
            if (key == null) {
                throw UnusableFileException.malformed("a key in each entry of a map", Arrays.toString(pair));
            }
            return new java.util.AbstractMap.SimpleImmutableEntry<>(key, pair[1]);
        }

        @Override
        public Converter getConverter(int index) {
            return entry;
        }

        @Override
        public void start() {
            entries = new ArrayList<>();
        }

        @Override
        public void end() {
            taker.accept(entries);
        }
    }
}
