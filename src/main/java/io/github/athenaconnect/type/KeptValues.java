package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ColumnPairs.Pair;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Decodes typed values to those of the type that their column had before: parts that are known by their names or their place
 * one by one, anything else through its text.
 *
 * @param types how texts are decoded
 */
record KeptValues(TypeSettings types) {
    /**
     * A type with what decodes its values.
     *
     * @param path the names that lead to it, joined by dots
     */
    record Typed(String path, ValueType type, ValueDecoder decoder) {
        private Typed part(String name, ValueType itsType, ValueDecoder itsDecoder) {
            return new Typed(path + "." + name, itsType, itsDecoder);
        }

        private Typed part(int index) {
            Part part = ((RowOf) type).parts().get(index);
            return part(
                    part.name(),
                    part.type(),
                    ((NestedValueDecoder.OfRow) decoder).decoders().get(index));
        }
    }

    /**
     * What makes values of {@code kept} from those of {@code found}, whose texts it tells.
     *
     * @throws UnusableColumnsException if nothing does
     */
    ValueDecoder decoder(Typed kept, Typed found) {
        return new Retold(decoding(kept, found), found.decoder());
    }

    private ValueDecoder decoding(Typed kept, Typed found) {
        boolean plain = kept.type() instanceof Scalar && found.type() instanceof Scalar;
        if (TypeComparison.isSame(kept.type(), found.type()) && (plain || !(kept.type() instanceof Scalar))) {
            return kept.decoder();
        }
        if (kept.type() instanceof Scalar scalar) {
            TextDecoder decoder =
                    AthenaType.map(scalar.column(kept.path()), types).decoder();
            return new KeptTypeDecoder.OfValues(found.decoder(), new KeptTypeDecoder(scalar, found.type(), decoder));
        }
        return nested(kept, found);
    }

    private ValueDecoder nested(Typed kept, Typed found) {
        if (kept.decoder() instanceof NestedValueDecoder.OfArray array
                && found.decoder() instanceof NestedValueDecoder.OfArray other) {
            return new NestedValueDecoder.OfArray(decoding(
                    kept.part("element", ((ValueType.ArrayOf) kept.type()).element(), array.element()),
                    found.part("element", ((ValueType.ArrayOf) found.type()).element(), other.element())));
        }
        if (kept.decoder() instanceof NestedValueDecoder.OfMap map
                && found.decoder() instanceof NestedValueDecoder.OfMap other) {
            ValueType.MapOf type = (ValueType.MapOf) kept.type();
            ValueType.MapOf otherType = (ValueType.MapOf) found.type();
            return new NestedValueDecoder.OfMap(
                    decoding(kept.part("key", type.key(), map.key()), found.part("key", otherType.key(), other.key())),
                    decoding(
                            kept.part("value", type.value(), map.value()),
                            found.part("value", otherType.value(), other.value())));
        }
        if (kept.decoder() instanceof NestedValueDecoder.OfRow row && found.type() instanceof RowOf other) {
            return row(kept, row.schema(), found, ColumnPairs.of(((RowOf) kept.type()).parts(), other.parts()));
        }
        throw new UnusableColumnsException("Column " + Excerpt.of(kept.path()) + " was "
                + TypeText.of(kept.type()) + " and is " + TypeText.of(found.type())
                + ", of which no value can be made a value of that: CAST it in the SQL, or take the columns as they are,"
                + " with schema.change=evolve");
    }

    private ValueDecoder row(Typed kept, Schema schema, Typed found, ColumnPairs pairs) {
        List<ValueDecoder> decoders = new ArrayList<>();
        for (Pair pair : pairs.joined()) {
            decoders.add(decoding(kept.part(pair.known()), found.part(pair.found())));
        }
        return new OfRow(schema, pairs.joined(), decoders, found.decoder());
    }

    /**
     * A {@code row} whose parts go to the fields of another.
     *
     * @param pairs fields of the schema and parts of the row
     * @param decoders one for each pair
     * @param found tells the text
     */
    private record OfRow(Schema schema, List<Pair> pairs, List<ValueDecoder> decoders, ValueDecoder found)
            implements ValueDecoder {
        @Override
        public Object decode(Object value) {
            @Nullable Object[] parts = (@Nullable Object[]) value;
            Struct row = new Struct(schema);
            for (int index = 0; index < decoders.size(); index++) {
                Pair pair = pairs.get(index);
                Object part = parts[pair.found()];
                if (part != null) {
                    row.put(schema.fields().get(pair.known()), decoded(index, part));
                }
            }
            return row;
        }

        private @Nullable Object decoded(int index, Object part) {
            try {
                return decoders.get(index).decode(part);
            } catch (UndecodableTextException e) {
                throw e.in("field \""
                        + schema.fields().get(pairs.get(index).known()).name() + "\"");
            }
        }

        @Override
        public String text(Object value) {
            return found.text(value);
        }
    }

    /** Decodes as one decoder, and tells the text of another. */
    private record Retold(ValueDecoder decoding, ValueDecoder found) implements ValueDecoder {
        @Override
        public @Nullable Object decode(Object value) {
            return decoding.decode(value);
        }

        @Override
        public String text(Object value) {
            return found.text(value);
        }
    }
}
