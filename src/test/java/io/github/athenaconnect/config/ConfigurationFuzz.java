package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallest;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lines of keys and values are added to a good configuration: settings, or the errors that validation tells, and no secret in them. */
class ConfigurationFuzz {
    private static final String SECRET = "hJ7kQ";
    private static final ConfigDef DEFINITION =
            ConnectorConfiguration.definition(ConnectorConfiguration.sections(List.of("orders")));

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyConfigurationIsSettingsOrErrorsOfItsKeys(byte[] input) {
        Map<String, String> properties = smallest();
        Seeds.text(input).lines().forEach(line -> {
            int end = line.indexOf('=');
            properties.put(end < 0 ? line : line.substring(0, end), line.substring(end + 1));
        });
        List<String> errors = ConnectorConfiguration.validate(properties).configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
        assertThat(errors)
                .allSatisfy(error -> assertThat(error).hasSizeLessThan(5_000).doesNotContain("\n", "\u001b"));
        if (errors.isEmpty()) {
            assertThat(ConnectorSettings.parse(properties)).isNotNull();
        }
        if (properties.entrySet().stream().allMatch(ConfigurationFuzz::isHidden)) {
            assertThat(String.valueOf(errors)).doesNotContain(SECRET);
        }
    }

    /** Whether the secret, if it is there, stands where one should, or where a misspelt key may have it. */
    private static boolean isHidden(Map.Entry<String, String> property) {
        ConfigDef.ConfigKey declared = DEFINITION.configKeys().get(property.getKey());
        boolean mayHide =
                declared == null ? !property.getKey().startsWith("query.") : declared.type() == ConfigDef.Type.PASSWORD;
        return !property.getKey().contains(SECRET)
                && (mayHide || !property.getValue().contains(SECRET));
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "aws.credentials.mode=access_keys\naws.access.key.id=AKIDEXAMPLE\naws.secret.access.key=" + SECRET,
                "aws.credentials.mode=profile_content\naws.profile.content=[default]aws_secret_access_key=" + SECRET,
                """
                aws.sts.role.arn=arn:aws:iam::123456789012:role/a,arn:aws:iam::123456789012:role/b
                aws.sts.role.external.id=x
                """,
                """
                queries=orders,b
                query.b.table="a".b
                query.b.topic=${query}.${column:c}
                query.default.retries=7
                """,
                """
                query.orders.mode=incremental
                query.orders.watermark.columns=a,b
                query.orders.watermark.initial=2026-01-01 00:00:00, BIGINT '7'
                query.orders.sql=SELECT * FROM t WHERE a > ${watermark.a} AND b > ${watermark.b}
                query.orders.watermark.lookback=2h
                query.orders.schedule=*/5 * * * *
                """,
                """
                query.orders.mode=interval
                query.orders.schedule=1h
                query.orders.schedule.timezone=Europe/Berlin
                query.orders.sql=SELECT 1 WHERE a >= ${interval.start} AND a < ${interval.end}
                query.orders.interval.start=2026-01-01
                query.orders.interval.end=2026-02-01T00:00:00Z
                """,
                """
                athena.output.location=s3://results/x/
                athena.encryption.option=SSE_KMS
                athena.encryption.kms.key=k
                query.orders.result.format=unload
                query.orders.nested.types=a array(varchar)
                query.orders.scan.limit.bytes=10000000
                run.log.topic=runs
                buffer.max.bytes=16777216
                """,
                """
                aws.unknown=x
                query.nobody.sql=x
                =
                aws.s3.endpoint=http://a:b@c
                queries=
                """);
    }
}
