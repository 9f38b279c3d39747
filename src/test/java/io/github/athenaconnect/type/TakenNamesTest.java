package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What names become where they are taken, and how many are tried for that. */
class TakenNamesTest {
    private final AtomicInteger tried = new AtomicInteger();

    /** Counts what is tried. */
    private static final class CountingSet extends HashSet<String> {
        private static final long serialVersionUID = 1L;
        private final transient AtomicInteger tried;

        CountingSet(Set<String> names, AtomicInteger tried) {
            super(names);
            this.tried = tried;
        }

        @Override
        public boolean add(String name) {
            if (tried != null) {
                tried.incrementAndGet();
            }
            return super.add(name);
        }
    }

    private TakenNames taken(String... names) {
        return new TakenNames(new CountingSet(Set.of(names), tried));
    }

    @Test
    void theLeastNumberThatIsFreeGoesBehindAName() {
        TakenNames names = taken("id", "id_3");

        List<String> given = List.of(
                names.unused("id"), names.unused("id"), names.unused("id_3"), names.unused("id"), names.unused("new"));

        assertThat(given).containsExactly("id_2", "id_4", "id_3_2", "id_5", "new");
    }

    @Test
    void thousandsOfEqualNamesDoNotTryAllNumbersEachTime() {
        TakenNames names = taken("id");
        String last = "";
        for (int name = 0; name < 5000; name++) {
            last = names.unused("id");
        }

        assertThat(last).isEqualTo("id_5001");
        assertThat(tried.get()).isLessThanOrEqualTo(2 * 5000);
    }
}
