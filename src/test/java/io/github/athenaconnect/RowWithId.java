package io.github.athenaconnect;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** Holds for records whose field {@code order_id} has a value, so that Kafka's own Filter can drop one row. */
public final class RowWithId<R extends ConnectRecord<R>> implements Predicate<R> {
    private static final String FIELD = "order_id";

    private String id = "";

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define("id", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "The value of " + FIELD + ".");
    }

    @Override
    public void configure(Map<String, ?> configs) {
        id = String.valueOf(configs.get("id"));
    }

    @Override
    public boolean test(R row) {
        return row.value() instanceof Struct struct
                && struct.schema().field(FIELD) != null
                && String.valueOf(struct.get(FIELD)).equals(id);
    }

    @Override
    public void close() {}
}
