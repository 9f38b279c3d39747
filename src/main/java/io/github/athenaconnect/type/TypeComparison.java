package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether two types may be one and the same, told by readers that do not tell the same: a report names no parts, and the files
 * of an UNLOAD know no {@code char} and no casing of the names in a row.
 */
final class TypeComparison {
    private TypeComparison() {}

    static boolean isSame(ValueType one, ValueType other) {
        if (isWithoutParts(one) || isWithoutParts(other)) {
            return one.typeName().equals(other.typeName());
        }
        if (one instanceof ArrayOf array && other instanceof ArrayOf otherArray) {
            return isSame(array.element(), otherArray.element());
        }
        if (one instanceof MapOf map && other instanceof MapOf otherMap) {
            return isSame(map.key(), otherMap.key()) && isSame(map.value(), otherMap.value());
        }
        if (one instanceof RowOf row && other instanceof RowOf otherRow) {
            return areSame(row.parts(), otherRow.parts());
        }
        return one instanceof Scalar scalar && other instanceof Scalar otherScalar && isSame(scalar, otherScalar);
    }

    private static boolean areSame(List<Part> ones, List<Part> others) {
        return ones.size() == others.size()
                && IntStream.range(0, ones.size())
                        .allMatch(index -> ones.get(index)
                                        .name()
                                        .equalsIgnoreCase(others.get(index).name())
                                && isSame(
                                        ones.get(index).type(),
                                        others.get(index).type()));
    }

    private static boolean isSame(Scalar one, Scalar other) {
        return one.equals(other) || (isText(one) && isText(other));
    }

    private static boolean isText(Scalar type) {
        return type.typeName().equals("varchar") || type.typeName().equals("char");
    }

    private static boolean isWithoutParts(ValueType type) {
        return type instanceof Scalar && List.of("array", "map", "row").contains(type.typeName());
    }

    /** Of two that may be the same, the one that tells more; with the names of {@code one}. */
    static ValueType finer(ValueType one, ValueType other) {
        if (one instanceof ArrayOf array && other instanceof ArrayOf otherArray) {
            return new ArrayOf(finer(array.element(), otherArray.element()));
        }
        if (one instanceof MapOf map && other instanceof MapOf otherMap) {
            return new MapOf(finer(map.key(), otherMap.key()), finer(map.value(), otherMap.value()));
        }
        if (one instanceof RowOf row && other instanceof RowOf otherRow) {
            return new RowOf(IntStream.range(0, row.parts().size())
                    .mapToObj(index -> new Part(
                            row.parts().get(index).name(),
                            finer(
                                    row.parts().get(index).type(),
                                    otherRow.parts().get(index).type())))
                    .toList());
        }
        return isWithoutParts(one) ? other : one;
    }
}
