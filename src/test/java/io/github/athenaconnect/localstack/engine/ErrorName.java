package io.github.athenaconnect.localstack.engine;

/**
 * The engine's errors by their names, with the category and type that Athena gives them in {@code AthenaError}. Source:
 * the error reference of the Athena user guide; where it lists only a group, the group's first number.
 */
public enum ErrorName {
    GENERIC_INTERNAL_ERROR(Category.SYSTEM, 100, false),
    EXCEEDED_RESOURCES(Category.SYSTEM, 0, true),
    SYNTAX_ERROR(Category.USER, 1006, false),
    TYPE_MISMATCH(Category.USER, 1006, false),
    COLUMN_NOT_FOUND(Category.USER, 1006, false),
    COLUMN_TYPE_UNKNOWN(Category.USER, 1006, false),
    MISSING_COLUMN_NAME(Category.USER, 1006, false),
    DUPLICATE_COLUMN_NAME(Category.USER, 1006, false),
    AMBIGUOUS_NAME(Category.USER, 1006, false),
    EXPRESSION_NOT_AGGREGATE(Category.USER, 1006, false),
    FUNCTION_NOT_FOUND(Category.USER, 1303, false),
    TABLE_NOT_FOUND(Category.USER, 1110, false),
    SCHEMA_NOT_FOUND(Category.USER, 1301, false),
    CATALOG_NOT_FOUND(Category.USER, 1301, false),
    DIVISION_BY_ZERO(Category.USER, 1001, false),
    INVALID_CAST_ARGUMENT(Category.USER, 1001, false),
    INVALID_FUNCTION_ARGUMENT(Category.USER, 1106, false),
    NUMERIC_VALUE_OUT_OF_RANGE(Category.USER, 1001, false),
    INVALID_PARAMETER_USAGE(Category.USER, 1100, false),
    NOT_SUPPORTED(Category.USER, 1200, false),
    HIVE_PATH_ALREADY_EXISTS(Category.USER, 1009, false),
    PERMISSION_DENIED(Category.USER, 1500, false),
    GENERIC_USER_ERROR(Category.USER, 1000, false);

    private final Category category;
    private final int type;
    private final boolean retryable;

    ErrorName(Category category, int type, boolean retryable) {
        this.category = category;
        this.type = type;
        this.retryable = retryable;
    }

    /** ErrorCategory: 1 the system's, 2 the user's. */
    public int category() {
        return category.number;
    }

    /** ErrorType, 0 to 9999. */
    public int type() {
        return type;
    }

    /** Whether Athena says that a retry may succeed. */
    public boolean retryable() {
        return retryable;
    }

    private enum Category {
        SYSTEM(1),
        USER(2);

        private final int number;

        Category(int number) {
            this.number = number;
        }
    }
}
