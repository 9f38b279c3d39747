package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in files and what does not: nothing is forgotten. */
class FileFormsTest {
    /** Good texts whose value no file can hold. */
    private static final Map<String, String> TEXT_ONLY = Map.of(
            "string picos", "files hold nanoseconds",
            "a type of the future", "not in the table",
            "a type without a name", "not in the table");

    @Test
    void everyTypeHasFormsOrAReasonToHaveNone() {
        assertThat(Stream.of(FileForms.BY_TYPE.keySet(), FileForms.WITHOUT.keySet())
                        .flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(AthenaType.allNames());
    }

    @Test
    void whatHasNoFormsIsWhatValidationCallsUnloadable() {
        List<String> refused = FileForms.WITHOUT.entrySet().stream()
                .filter(type -> type.getValue().equals("UNLOAD refuses it"))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(AthenaType.allNames())
                .filteredOn(name -> !UnloadableColumns.problems(List.of(new AthenaColumn("c", name, 1, 0)))
                        .isEmpty())
                .containsExactlyInAnyOrderElementsOf(refused);
    }

    @Test
    void everyGoodTextOfATypeWithFormsHasAtLeastOne() {
        Set<String> withoutForm = Specification.all()
                .filter(line -> line.outcome().isGood())
                .filter(line -> !FileForms.WITHOUT.containsKey(line.column().plainTypeName()))
                .filter(line -> !hasForm(line))
                .map(Specification::id)
                .collect(Collectors.toSet());

        assertThat(withoutForm).isEqualTo(TEXT_ONLY.keySet());
    }

    /** Those that another setting would accept are refused for their value, not for their spelling. */
    @Test
    void everyTextThatOnlyItsModeRefusesHasAFormToo() {
        assertThat(Specification.all()
                        .filter(line -> line.outcome().error().contains("; set "))
                        .filter(line ->
                                !FileForms.WITHOUT.containsKey(line.column().plainTypeName()))
                        .filter(line -> !hasForm(line))
                        .map(Specification::id))
                .as("files count no such years, and no picoseconds")
                .containsExactlyInAnyOrder("millis too many years", "truncated too many years", "nanos finer");
    }

    @Test
    void everyFormIsOneOfSomeGoodText() {
        Set<String> used = Specification.all()
                .filter(line -> line.outcome().isGood())
                .flatMap(line -> FileForms.of(line.column()).stream()
                        .filter(form -> form.value(line.text()).isPresent()))
                .map(FileFormsTest::kind)
                .collect(Collectors.toSet());

        assertThat(Specification.all()
                        .flatMap(line -> FileForms.of(line.column()).stream())
                        .map(FileFormsTest::kind)
                        .collect(Collectors.toSet()))
                .isEqualTo(used);
    }

    private static boolean hasForm(Specification line) {
        return FileForms.of(line.column()).stream()
                .anyMatch(form -> form.value(line.text()).isPresent());
    }

    private static String kind(FileForm form) {
        return form.toString().replaceAll("DECIMAL\\([^)]*\\)", "DECIMAL");
    }
}
