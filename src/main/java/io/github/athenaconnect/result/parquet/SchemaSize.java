package io.github.athenaconnect.result.parquet;

import io.github.athenaconnect.type.RowTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.format.SchemaElement;

/**
 * The size of a file's schema, judged before anybody builds it: it is a list of elements of which each says how many of the
 * following are its parts, and what is built of it goes down into parts by calling itself.
 */
final class SchemaSize {
    /** Groups within groups; a type takes three at most. Deeper than any type is, and far from where a stack ends. */
    static final int DEEPEST = 100;

    /** Some parts for each column that there may be. */
    static final int MOST_ELEMENTS = 4 * RowTypes.MOST_COLUMNS;

    private SchemaSize() {}

    /** Fails if the schema is larger than any that an UNLOAD writes. */
    static void requireUsual(List<SchemaElement> schema) {
        if (schema.size() > MOST_ELEMENTS) {
            throw UnusableFileException.malformed(
                    "a schema of at most " + MOST_ELEMENTS + " elements", schema.size() + " elements");
        }
        Deque<Integer> partsLeft = new ArrayDeque<>();
        for (SchemaElement element : schema) {
            partsLeft.push(element.getNum_children());
            if (partsLeft.size() > DEEPEST) {
                throw UnusableFileException.malformed(
                        "types at most " + DEEPEST + " groups deep",
                        "one that is deeper, at \"" + element.getName() + "\"");
            }
            while (!partsLeft.isEmpty() && partsLeft.peek() <= 0) {
                partsLeft.pop();
                if (!partsLeft.isEmpty()) {
                    partsLeft.push(partsLeft.pop() - 1);
                }
            }
        }
    }
}
