package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ColumnPairs.Pair;
import io.github.athenaconnect.type.KeptValues.Typed;
import io.github.athenaconnect.type.ValueType.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * The row type.
     *
     * @param sources the columns of the result as Athena reports them
     */
    RowType rowType(List<AthenaColumn> sources, TypeSettings types) {
        RowType kept = rowTypeOfTexts(sources, types);
        List<Column> columns = pairs.joined().stream()
                .map(pair -> column(kept, pair, textDecoder(pair, kept)))
                .toList();
        return new RowType(kept.schema(), sources, columns);
    }

    private RowType rowTypeOfTexts(List<AthenaColumn> sources, TypeSettings types) {
        TypeSettings wantedTypes = forWanted(types);
        return RowTypes.of(reports(sources, declared(wantedTypes)), wantedTypes);
    }

    /** A column that is declared may be among those that go to no field. */
    private TypeSettings forWanted(TypeSettings types) {
        return types.declaringOnly(wanted.stream().map(Part::name).toList());
    }

    private List<Optional<ValueType>> declared(TypeSettings wantedTypes) {
        return wantedTypes.nestedTypes().of(wanted.stream().map(Part::name).toList());
    }

    /**
     * Reports of the wanted columns: Athena's own of those that have not changed, and of those that are declared, as the
     * report says whether their text is JSON or Athena's own.
     */
    private List<AthenaColumn> reports(List<AthenaColumn> sources, List<Optional<ValueType>> declared) {
        List<AthenaColumn> reports =
                new ArrayList<>(wanted.stream().map(ValueRowType::source).toList());
        pairs.joined().stream()
                .filter(pair -> isOfSameType(pair)
                        || declared.get(pair.known())
                                .filter(type -> DeclaredColumn.canBe(type, sources.get(pair.found())))
                                .isPresent())
                .forEach(pair -> reports.set(
                        pair.known(),
                        sources.get(pair.found()).named(wanted.get(pair.known()).name())));
        return reports;
    }

    private TextDecoder textDecoder(Pair pair, RowType kept) {
        TextDecoder decoder = kept.columns().get(pair.known()).decoder();
        return isOfSameType(pair)
                ? decoder
                : new KeptTypeDecoder(
                        wanted.get(pair.known()).type(), found.get(pair.found()).type(), decoder);
    }

    private static Column column(RowType kept, Pair pair, TextDecoder decoder) {
        Column column = kept.columns().get(pair.known());
        return new Column(column.source(), pair.found(), column.field(), decoder);
    }

    /**
     * The same for values that come typed.
     *
     * @param asFound what the result's own columns would make
     */
    ValueRowType valueRowType(ValueRowType asFound, TypeSettings types) {
        TypeSettings wantedTypes = forWanted(types);
        ValueRowType kept = ValueRowType.of(wanted, wantedTypes);
        RowType ofTexts = rowTypeOfTexts(asFound.rowType().sources(), types);
        List<Optional<ValueType>> declared = declared(wantedTypes);
        KeptValues values = new KeptValues(types);
        List<ValueDecoder> decoders = new ArrayList<>(asFound.decoders());
        List<Column> columns = new ArrayList<>();
        for (Pair pair : pairs.joined()) {
            TextDecoder noText = kept.rowType().columns().get(pair.known()).decoder();
            columns.add(column(kept.rowType(), pair, noText));
            decoders.set(
                    pair.found(),
                    declared.get(pair.known()).isPresent() && isOtherText(pair)
                            ? new KeptTypeDecoder.OfValues(
                                    asFound.decoders().get(pair.found()), textDecoder(pair, ofTexts))
                            : values.decoder(typed(wanted, pair.known(), kept), typed(found, pair.found(), asFound)));
        }
        RowType rowType = new RowType(kept.rowType().schema(), asFound.rowType().sources(), columns);
        return new ValueRowType(rowType, decoders);
    }

    /** Whether what was a text, which a declaration takes apart, is something else now. */
    private boolean isOtherText(Pair pair) {
        return wanted.get(pair.known()).type() instanceof ValueType.Scalar && !isOfSameType(pair);
    }

    private static Typed typed(List<Part> columns, int index, ValueRowType type) {
        Part column = columns.get(index);
        return new Typed(column.name(), column.type(), type.decoders().get(index));
    }
}
