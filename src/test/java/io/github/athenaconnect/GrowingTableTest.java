package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judgement on rows of a table that grew while workers were disturbed: what it lets pass, and what it does not. */
class GrowingTableTest {
    private static final GrowingTable TABLE = new GrowingTable(Instant.ofEpochSecond(1));

    @Test
    void eachRowOnceIsRightInAnyOrder() {
        assertThat(TABLE.faults(List.of(100L, 102L, 101L))).isEmpty();
    }

    @Test
    void aGapIsAFaultAlsoAtTheBeginning() {
        assertThat(TABLE.faults(List.of(100L, 103L))).containsExactly("rows 101 to 102 of the table are missing");
        assertThat(TABLE.faults(List.of(101L))).containsExactly("rows 100 to 100 of the table are missing");
    }

    @Test
    void aRowTwiceAndARowThatWasNotAskedForAreFaults() {
        assertThat(TABLE.faults(List.of(100L, 101L, 100L))).hasSize(1);
        assertThat(TABLE.faults(List.of(99L, 100L))).hasSize(1);
    }
}
