package io.github.athenaconnect.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

/** A record fits on a line and shows its values as their type means them. */
class RecordTextTest {
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("total", Decimal.schema(2))
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("gift", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .build();

    @Test
    void datesDecimalsNullsAndLineBreaksAreReadable() {
        Struct row = new Struct(SCHEMA)
                .put("id", 7L)
                .put("day", Date.from(Instant.parse("2026-03-01T00:00:00Z")))
                .put("at", Date.from(Instant.parse("2026-03-01T12:30:00.250Z")))
                .put("total", new BigDecimal("12.50"))
                .put("note", "said \"yes\"\nthen left");

        assertThat(RecordText.of(SCHEMA, row))
                .isEqualTo("id=7 day=2026-03-01 at=2026-03-01T12:30:00.250Z total=12.50"
                        + " note=\"said \\\"yes\\\"\\nthen left\" gift=null");
    }
}
