package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.result.RowPlace;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Converters;
import io.github.athenaconnect.type.RowType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final String EXECUTION = "5f5a2c1e-0d0b-4c57-9a5a-3c9f1f5d8e11";
    private static final String OBJECT = "s3://acme-athena-results/kafka/" + EXECUTION + ".csv";
    private static final List<String> TEXTS = Arrays.asList("7", "2026-02-28 23:59:59.123456", null);

    private static SourceRecord letter(HeaderMode headers, String... columns) {
        List<AthenaColumn> sources = Stream.of(columns)
                .map(name -> new AthenaColumn(name, "varchar", 0, 0))
                .toList();
        RowType type = new RowType(SchemaBuilder.struct().build(), sources, List.of());
        Provenance provenance = new Provenance("orders", Run.at(Instant.parse("2026-03-01T10:00:00Z")), EXECUTION);
        RejectedRow row = new RejectedRow(
                new RowPlace(OBJECT, 3, OptionalLong.of(92)), 3, Optional.of("at"), "Set timestamp.mode.", TEXTS::get);
        return new DeadLetters("shop", "dead", headers, type, Map.of("query", "orders"), provenance)
                .record(row, Map.of("done", true));
    }

    private static String asJson(Schema schema, Object value) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", false), false);
            return new String(converter.fromConnectData("dead", schema, value), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aLetterCarriesPartitionAndOffsetOfItsQuery() {
        SourceRecord letter = letter(HeaderMode.NONE, "id", "at", "note");

        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.sourcePartition()).isEqualTo(Map.of("query", "orders"));
        assertThat(letter.sourceOffset()).isEqualTo(Map.of("done", true));
        assertThat(letter.headers()).isEmpty();
    }

    @Test
    void aLetterHasTheHeadersOfRows() {
        SourceRecord letter = letter(HeaderMode.PROVENANCE, "id", "at", "note");

        assertThat(letter.headers().lastWithName("athena.execution.id").value()).isEqualTo(EXECUTION);
        assertThat(letter.headers().lastWithName("athena.row").value()).isEqualTo(3L);
    }

    @Test
    void columnsOfOneNameAreToldApart() {
        Struct value = (Struct) letter(HeaderMode.NONE, "id", "id", "note").value();

        assertThat(value.getMap("values")).hasToString("{id=7, id (2)=2026-02-28 23:59:59.123456, note=null}");
    }

    @Test
    void keyAndValueSurviveTheWayThroughEveryConverter() {
        SourceRecord letter = letter(HeaderMode.NONE, "id", "at", "note");

        Converters.assertTake(letter.keySchema(), letter.key());
        Converters.assertTake(letter.valueSchema(), letter.value());
    }

    /** Avro allows letters, digits and underscores. */
    @Test
    void namesAreLegalInEveryFormat() {
        for (Schema schema : List.of(DeadLetters.KEY, DeadLetters.VALUE)) {
            assertThat(schema.fields().stream().map(Field::name)).allMatch(name -> name.matches("[a-z][a-z_]*"));
            assertThat(schema.name()).matches("([A-Za-z]+\\.)+[A-Za-z]+");
            assertThat(schema.version()).isEqualTo(1);
        }
    }

    @Test
    void thePageShowsWhatJsonConverterPrints() throws IOException {
        List<String> shown = JSON.matcher(Files.readString(Path.of("docs", "row-errors.md")))
                .results()
                .map((MatchResult found) -> found.group(1).replaceAll("\\s+", ""))
                .toList();
        SourceRecord letter = letter(HeaderMode.NONE, "id", "at", "note");

        assertThat(shown)
                .containsExactly(
                        asJson(letter.keySchema(), letter.key()),
                        asJson(letter.valueSchema(), letter.value()).replaceAll("\\s+", ""));
    }

    @Test
    void thePageNamesEveryField() throws IOException {
        String page = Files.readString(Path.of("docs", "row-errors.md"));

        assertThat(DeadLetters.VALUE.fields())
                .allSatisfy(field -> assertThat(page).contains("| `" + field.name() + "` |"));
    }
}
