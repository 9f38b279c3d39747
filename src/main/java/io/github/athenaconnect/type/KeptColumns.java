package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ColumnPairs.Pair;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that keep their columns while those of the result are others: what was added goes to no field, nothing goes to the
 * field of what was removed, and a value of another type is decoded from its text as one of the type that is kept.
 *
 * @param wanted the columns of the rows, of the finest types known
 * @param found those of the result
 */
record KeptColumns(List<Part> wanted, List<Part> found, ColumnPairs pairs) {
    static KeptColumns of(KnownColumns kept, KnownColumns found) {
        List<Part> wanted = kept.refinedBy(found).columns();
        return new KeptColumns(wanted, found.columns(), ColumnPairs.of(wanted, found.columns()));
    }

    /** Whether there is nothing to do, as the result has these very columns, in the same order and casing. */
    boolean areAsFound() {
        return wanted.size() == found.size()
                && pairs.joined().size() == found.size()
                && pairs.joined().stream().allMatch(this::isAsFound);
    }

    private boolean isAsFound(Pair pair) {
        return pair.known() == pair.found()
                && wanted.get(pair.known())
                        .name()
                        .equals(found.get(pair.found()).name())
                && isOfSameType(pair);
    }

    private boolean isOfSameType(Pair pair) {
        return TypeComparison.isSame(
                wanted.get(pair.known()).type(), found.get(pair.found()).type());
    }

    /** The row type where the result's own columns would make {@code asFound}. */
    RowType rowType(RowType asFound, TypeSettings types) {
        RowType kept = RowTypes.of(reports(asFound.sources()), types);
        List<Column> columns = pairs.joined().stream()
                .map(pair -> column(asFound, kept, pair, textDecoder(pair, kept)))
                .toList();
        return new RowType(kept.schema(), asFound.sources(), columns);
    }

    /** Reports of the wanted columns: Athena's own of those that have not changed. */
    private List<AthenaColumn> reports(List<AthenaColumn> sources) {
        List<AthenaColumn> reports =
                new ArrayList<>(wanted.stream().map(ValueRowType::source).toList());
        pairs.joined().stream()
                .filter(this::isOfSameType)
                .forEach(pair -> reports.set(
                        pair.known(),
                        sources.get(pair.found()).named(wanted.get(pair.known()).name())));
        return reports;
    }

    private TextDecoder textDecoder(Pair pair, RowType kept) {
        TextDecoder decoder = kept.columns().get(pair.known()).decoder();
        return isOfSameType(pair)
                ? decoder
                : new KeptTypeDecoder(wanted.get(pair.known()).type(), decoder);
    }

    private static Column column(RowType asFound, RowType kept, Pair pair, TextDecoder decoder) {
        return new Column(
                asFound.sources().get(pair.found()),
                pair.found(),
                kept.columns().get(pair.known()).field(),
                decoder);
    }

    /** The same for values that come typed. */
    ValueRowType valueRowType(ValueRowType asFound, TypeSettings types) {
        ValueRowType kept = ValueRowType.of(wanted, types);
        List<ValueDecoder> decoders = new ArrayList<>(asFound.decoders());
        List<Column> columns = new ArrayList<>();
        for (Pair pair : pairs.joined()) {
            columns.add(column(
                    asFound.rowType(),
                    kept.rowType(),
                    pair,
                    kept.rowType().columns().get(pair.known()).decoder()));
            decoders.set(
                    pair.found(),
                    isOfSameType(pair)
                            ? kept.decoders().get(pair.known())
                            : throughText(pair, asFound.decoders().get(pair.found()), types));
        }
        RowType rowType = new RowType(kept.rowType().schema(), asFound.rowType().sources(), columns);
        return new ValueRowType(rowType, decoders);
    }

    private ValueDecoder throughText(Pair pair, ValueDecoder asFound, TypeSettings types) {
        Part column = wanted.get(pair.known());
        if (column.type() instanceof Scalar scalar) {
            TextDecoder decoder =
                    AthenaType.map(scalar.column(column.name()), types).decoder();
            return new KeptTypeDecoder.OfValues(asFound, new KeptTypeDecoder(scalar, decoder));
        }
        throw new UnusableColumnsException("Column " + Excerpt.of(column.name()) + " was "
                + TypeText.of(column.type()) + " and is "
                + TypeText.of(found.get(pair.found()).type())
                + ", and values are not converted to a type with parts: CAST it to what it was in the SQL, or take the"
                + " columns as they are, with schema.change=evolve");
    }
}
