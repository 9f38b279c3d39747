package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written as columns: some that are read again as they are written and are no change of themselves, or a refusal. */
class KnownColumnsFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextIsColumnsThatComeBackOrARefusal(byte[] input) {
        KnownColumns columns;
        try {
            columns = KnownColumns.parse(Seeds.text(input));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("must have ").hasMessageContaining(" at index ");
            return;
        }
        assertThat(KnownColumns.parse(columns.toString())).isEqualTo(columns);
        assertThat(columns.changesTo(columns).differences()).isEmpty();
        assertThat(columns.refinedBy(columns)).isEqualTo(columns);
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "order_id bigint, \"Total\" decimal(10,2), tags array(varchar)",
                "m map(varchar, array(row(a int, \"B \"\"c\"\"\" decimal(38)))), n map, r row, l array",
                "at TIMESTAMP (3)  with time zone , t time(6), i interval day to second,x varchar(10)",
                "\"\" varchar, a varchar, a char(3), A a_type_to_come",
                "a array(array(array(array(array(array(bigint))))))");
    }
}
