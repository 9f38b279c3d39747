package io.github.athenaconnect.result.parquet;

import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * Finds the parts of lists and maps in the groups that stand for them, older forms included (apache/parquet-format,
 * LogicalTypes, "Nested types" with its rules of backward compatibility).
 */
final class NestedGroups {
    private NestedGroups() {}

    static boolean isList(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
    }

    static boolean isMap(GroupType group) {
        LogicalTypeAnnotation meaning = group.getLogicalTypeAnnotation();
        return meaning instanceof MapLogicalTypeAnnotation || meaning instanceof MapKeyValueTypeAnnotation;
    }

    /** The element of a list: what is in the repeated group, or what repeats itself. */
    static Type element(GroupType list) {
        Type repeated = repeated(list);
        return isElementItself(list, repeated)
                ? repeated
                : repeated.asGroupType().getType(0);
    }

    static boolean isElementItself(GroupType list, Type repeated) {
        return repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || repeated.getName().equals("array")
                || repeated.getName().equals(list.getName() + "_tuple");
    }

    /** The repeated group of key and value. */
    static GroupType entry(GroupType map) {
        Type repeated = repeated(map);
        if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 2) {
            throw FileTypes.unknown(map);
        }
        return repeated.asGroupType();
    }

    static Type repeated(GroupType group) {
        if (group.getFieldCount() != 1 || !group.getType(0).isRepetition(Type.Repetition.REPEATED)) {
            throw FileTypes.unknown(group);
        }
        return group.getType(0);
    }
}
