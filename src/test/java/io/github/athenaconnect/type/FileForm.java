package io.github.athenaconnect.type;

import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * One way in which the values of a type stand in a Parquet file.
 *
 * @param physical the type of the column in Parquet's own words, such as {@code int32} and {@code (DATE)}
 * @param writing what adds the value of a text to a row; throws if the text is no value, or one for which this form has no
 *     place
 */
public record FileForm(String physical, String annotation, Function<String, Consumer<Group>> writing) {
    /** Of a file with one column of this name. */
    public MessageType file(String name) {
        return MessageTypeParser.parseMessageType(
                "message row { optional " + physical + " " + name + " " + annotation + "; }");
    }

    /** What adds the value of {@code text} to a row of {@link #file}; nothing if no such file can hold it. */
    public Optional<Consumer<Group>> value(String text) {
        try {
            return Optional.of(writing.apply(text));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException noValue) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return physical + annotation;
    }
}
