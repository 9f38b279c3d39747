package io.github.athenaconnect.type;

import static io.github.athenaconnect.type.RandomText.repeatedly;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lookup for many names against the one for a single name, and how much it looks at. */
class FieldLookupTest {
    private static final String SEEDS = "io.github.athenaconnect.type.RandomText#seeds";

    /** Letters whose cases are not one small to one capital letter. */
    private static final List<String> LETTERS = List.of(
            "a",
            "A",
            "b",
            "B",
            "i",
            "I",
            "İ",
            "ı",
            "k",
            "K",
            "\u212a",
            "s",
            "S",
            "ſ",
            "ß",
            "ẞ",
            "µ",
            "μ",
            "Μ",
            "ÿ",
            "Ÿ",
            "ǅ",
            "ǆ",
            "Ǆ",
            "σ",
            "ς",
            "Σ",
            "\ud801\udc00",
            "\ud801\udc28",
            "");

    @ParameterizedTest
    @MethodSource(SEEDS)
    void findsWhatIsFoundOneByOne(long seed) {
        repeatedly(seed, random -> {
            List<String> names = new ArrayList<>();
            for (int name = random.below(6); name >= 0; name--) {
                names.add(random.oneOf(LETTERS) + random.oneOf(LETTERS));
            }
            String wanted = random.oneOf(LETTERS) + random.oneOf(LETTERS);

            assertThat(new FieldLookup(names).find(wanted))
                    .as("%s in %s", wanted, names)
                    .isEqualTo(ColumnLookup.find(names, wanted));
        });
    }

    @Test
    void looksAtEachNameOnceHoweverManyAreLookedUp() {
        AtomicInteger looks = new AtomicInteger();
        List<String> names = new AbstractList<>() {
            @Override
            public String get(int index) {
                looks.incrementAndGet();
                return "Name" + index;
            }

            @Override
            public int size() {
                return 3000;
            }
        };

        FieldLookup lookup = new FieldLookup(names);
        IntStream.range(0, 3000)
                .forEach(index -> assertThat(lookup.find("name" + index)).hasValue(index));

        assertThat(looks.get()).isEqualTo(3000);
    }
}
