package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is declared as nested.types: types that are read again as SQL writes them, or a refusal that tells the place. */
class DeclarationFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextDeclaresTypesThatComeBackOrIsRefused(byte[] input) {
        DeclaredTypes types;
        try {
            types = DeclaredTypes.parse(Seeds.text(input));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("must ");
            return;
        }
        assertThat(DeclaredTypes.parse(written(types.byColumn()))).isEqualTo(types);
    }

    private static String written(Map<String, ValueType> types) {
        return types.entrySet().stream()
                .map(type -> "\"" + type.getKey().replace("\"", "\"\"") + "\" " + TypeText.of(type.getValue()))
                .collect(Collectors.joining("; "));
    }

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.of(
                        "tags array(varchar); address row(street varchar, \"zip code\" integer)",
                        "\"a\"\"b\": map(varchar(20), array(decimal(10, 2))), c array<struct<a:int,b:timestamp(6) with time zone>>",
                        "v row(a interval day to second, b double precision, c char(3));",
                        "v array(array(array(array(array(time(6) with time zone)))))",
                        "v varchar"),
                NestedSpecification.all()
                        .flatMap(line ->
                                Seeds.of(written(line.settings().nestedTypes().byColumn()))));
    }
}
