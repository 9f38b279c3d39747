package io.github.athenaconnect.result.parquet;

import io.github.athenaconnect.type.ValueType;
import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Names the types of a file's columns as Athena does. */
final class FileTypes {
    private FileTypes() {}

    static List<Part> columns(GroupType group) {
        return group.getFields().stream()
                .map(field -> new Part(field.getName(), type(field)))
                .toList();
    }

    static ValueType type(Type type) {
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            throw unknown(type);
        }
        if (type.isPrimitive()) {
            return scalar(type.asPrimitiveType());
        }
        GroupType group = type.asGroupType();
        if (NestedGroups.isList(group)) {
            return new ArrayOf(elementType(NestedGroups.element(group)));
        }
        if (NestedGroups.isMap(group)) {
            GroupType entry = NestedGroups.entry(group);
            return new MapOf(type(entry.getType(0)), type(entry.getType(1)));
        }
        return new RowOf(columns(group));
    }

    /** In the older form of a list the element itself is what repeats. */
    private static ValueType elementType(Type element) {
        if (!element.isRepetition(Type.Repetition.REPEATED)) {
            return type(element);
        }
        return element.isPrimitive() ? scalar(element.asPrimitiveType()) : new RowOf(columns(element.asGroupType()));
    }

    private static Scalar scalar(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return new Scalar("decimal", decimal.getPrecision(), decimal.getScale());
        }
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> Scalar.of("boolean");
            case INT32 -> small(type, meaning);
            case INT64 -> large(type, meaning);
            case INT96 -> Scalar.of("timestamp");
            case FLOAT -> Scalar.of("real");
            case DOUBLE -> Scalar.of("double");
            case BINARY, FIXED_LEN_BYTE_ARRAY -> Scalar.of(isText(meaning) ? "varchar" : "varbinary");
        };
    }

    private static Scalar small(PrimitiveType type, LogicalTypeAnnotation meaning) {
        if (meaning == null) {
            return Scalar.of("integer");
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return Scalar.of("date");
        }
        if (meaning instanceof IntLogicalTypeAnnotation integer && integer.isSigned()) {
            return switch (integer.getBitWidth()) {
                case 8 -> Scalar.of("tinyint");
                case 16 -> Scalar.of("smallint");
                default -> Scalar.of("integer");
            };
        }
        throw unknown(type);
    }

    private static Scalar large(PrimitiveType type, LogicalTypeAnnotation meaning) {
        if (meaning == null || (meaning instanceof IntLogicalTypeAnnotation integer && integer.isSigned())) {
            return Scalar.of("bigint");
        }
        if (meaning instanceof TimestampLogicalTypeAnnotation) {
            return Scalar.of("timestamp");
        }
        throw unknown(type);
    }

    private static boolean isText(LogicalTypeAnnotation meaning) {
        return meaning instanceof StringLogicalTypeAnnotation
                || meaning instanceof EnumLogicalTypeAnnotation
                || meaning instanceof JsonLogicalTypeAnnotation;
    }

    static UnusableFileException unknown(Type type) {
        return UnusableFileException.malformed("columns of the types that UNLOAD can write", "\"" + type + "\"");
    }
}
