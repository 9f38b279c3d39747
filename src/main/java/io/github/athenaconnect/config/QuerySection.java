package io.github.athenaconnect.config;

import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.watermark.WatermarkSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One query: the keys written as {@code query.<name>.<key>}, concern by concern. */
final class QuerySection {
    static final Section SECTION = new Section(
            "Query",
            Stream.of(
                            StatementKeys.KEYS,
                            WatermarkKeys.KEYS,
                            RecordKeys.KEYS,
                            ScheduleKeys.KEYS,
                            IntervalKeys.KEYS,
                            ResultKeys.KEYS,
                            ShardKeys.KEYS,
                            TypeKeys.KEYS,
                            FailureKeys.KEYS,
                            ScanKeys.KEYS,
                            RowErrorKeys.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList());

    private QuerySection() {}

    /**
     * Applies the rules between keys.
     *
     * @param query its name
     * @param database empty if it is wrong
     * @param encryptedByClient whether Athena is asked to encrypt results before S3 gets them
     */
    static void check(Values own, String query, Optional<String> database, boolean encryptedByClient) {
        StatementKeys.check(own);
        ResultKeys.check(own, StatementKeys.kind(own), encryptedByClient);
        ResultKeys.checkUnload(own, StatementKeys.find(own));
        ResultKeys.checkReuse(own);
        RecordKeys.check(own, query, database);
        ScheduleKeys.check(own);
        WatermarkKeys.check(own);
        ShardKeys.check(own);
        RowErrorKeys.check(own);
        ScanKeys.check(own);
        if (SECTION.keys().stream().allMatch(own::isRight)) {
            // The names decide nothing but the jitter.
            StatementKeys.checkPlaceholders(own, ScheduleKeys.read("", "", own), WatermarkKeys.read(own));
        }
    }

    static QuerySettings read(String connector, String name, String database, Values own) {
        Optional<WatermarkSettings> watermark = WatermarkKeys.read(own);
        TypeSettings types = TypeKeys.read(own, database + "." + name);
        return new QuerySettings(
                name,
                StatementKeys.read(own, watermark),
                RecordKeys.read(own, name, database, types.timestampMode()),
                ScheduleKeys.read(connector, name, own),
                watermark,
                ResultKeys.read(own),
                ResultKeys.readCleanup(own),
                ResultKeys.readReuse(own),
                ShardKeys.read(own),
                types,
                FailureKeys.read(own),
                ShardKeys.of(own, FailureKeys.readPolicies(own)),
                ScanKeys.read(own),
                RowErrorKeys.read(own));
    }
}
