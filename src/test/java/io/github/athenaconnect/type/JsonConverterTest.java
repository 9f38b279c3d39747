package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema and value made here passes through the converter most workers use, and comes back. */
class JsonConverterTest {
    private static final JsonConverter CONVERTER = new JsonConverter();

    @BeforeAll
    static void withSchemas() {
        CONVERTER.configure(Map.of("schemas.enable", "true"), false);
    }

    @AfterAll
    static void close() {
        CONVERTER.close();
    }

    @ParameterizedTest
    @MethodSource("decodable")
    void schemaAndValueComeBackAsTheyWent(Specification line) {
        RowType type = RowTypes.of(List.of(line.column()), line.settings());
        Struct row = new Struct(type.schema());
        row.put(type.columns().get(0).field(), type.columns().get(0).decoder().decode(TextValue.of(line.text())));

        SchemaAndValue back = throughJson(type.schema(), row);

        assertThat(back.schema()).isEqualTo(type.schema());
        assertThat(back.value()).isEqualTo(row);
    }

    @ParameterizedTest
    @MethodSource("decodable")
    void nullComesBackAsNull(Specification line) {
        Schema schema = RowTypes.of(List.of(line.column()), line.settings()).schema();
        assertThat(throughJson(schema, new Struct(schema)).value()).isEqualTo(new Struct(schema));
    }

    private SchemaAndValue throughJson(Schema schema, Struct row) {
        return CONVERTER.toConnectData("topic", CONVERTER.fromConnectData("topic", schema, row));
    }

    /** JSON has numbers for neither NaN nor the infinities, nor a zero with a sign: the converter reads zeros. */
    static List<Specification> decodable() {
        Set<String> unknownToJson = Set.of("NaN", "Infinity", "-Infinity", "-0.0");
        return Specification.all()
                .filter(line -> line.outcome().isGood())
                .filter(line -> !unknownToJson.contains(line.outcome().value()))
                .toList();
    }
}
