package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Excerpt;
import io.github.athenaconnect.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A topic that depends on the values of a row's columns.
 *
 * <p>Mutable: it remembers the row before, since rows of one topic often follow each other, and a name is then neither made
 * nor checked again. For one thread.
 */
final class TopicOfColumns implements RowTopic {
    private final TopicTemplate template;
    private final Set<String> reserved;
    private final List<TopicColumn> columns;

    /** One more than columns: what is before, between and behind their values. */
    private final List<String> literals;

    private final @Nullable Object[] lastValues;
    private Optional<String> last = Optional.empty();

    private TopicOfColumns(
            TopicTemplate template, Set<String> reserved, List<TopicColumn> columns, List<String> literals) {
        this.template = template;
        this.reserved = reserved;
        this.columns = columns;
        this.literals = literals;
        this.lastValues = new Object[columns.size()];
    }

    static TopicOfColumns of(TopicTemplate template, Set<String> reserved, RowType rowType) {
        NamedColumns named = new NamedColumns(TopicColumn.KEY, rowType);
        List<TopicColumn> columns = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (TopicTemplate.Part part : template.parts()) {
            if (part instanceof TopicTemplate.OfColumn column) {
                columns.add(TopicColumn.of(named.find(column.name())));
                literals.add(literal.toString());
                literal.setLength(0);
            } else {
                literal.append(part);
            }
        }
        literals.add(literal.toString());
        return new TopicOfColumns(template, reserved, columns, literals);
    }

    @Override
    public String of(Struct row) {
        if (last.isPresent() && isOfLastRow(row)) {
            return last.get();
        }
        String name = checked(made(row));
        for (int index = 0; index < lastValues.length; index++) {
            lastValues[index] = columns.get(index).valueIn(row);
        }
        last = Optional.of(name);
        return name;
    }

    private boolean isOfLastRow(Struct row) {
        for (int index = 0; index < lastValues.length; index++) {
            if (!Objects.equals(lastValues[index], columns.get(index).valueIn(row))) {
                return false;
            }
        }
        return true;
    }

    private String made(Struct row) {
        StringBuilder name = new StringBuilder();
        for (int index = 0; index < columns.size(); index++) {
            name.append(literals.get(index)).append(columns.get(index).textIn(row));
        }
        return name.append(literals.get(columns.size())).toString();
    }

    private String checked(String name) {
        if (!TopicRules.isName(name)) {
            throw new UnusableValueException(names() + " would make the topic " + Excerpt.of(name) + " of "
                    + name.length() + " characters, expected " + TopicRules.WORDS
                    + " and neither \".\" nor \"..\". Select a shorter or other value in the SQL, such as substr("
                    + SqlName.of(columns.get(0).name()) + ", 1, 100), or leave such rows out with WHERE.");
        }
        if (reserved.contains(name)) {
            throw new UnusableValueException(names() + " would make the topic \"" + name
                    + "\", which this connector has for something else than rows. Put a literal before the placeholder in "
                    + TopicColumn.KEY + "=" + template + ", or leave such rows out with WHERE.");
        }
        return name;
    }

    private String names() {
        return columns.stream()
                .map(column -> "\"" + column.name() + "\"")
                .collect(Collectors.joining(", ", columns.size() == 1 ? "column " : "columns ", ""));
    }

    @Override
    public Optional<String> known() {
        return last;
    }
}
