package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallest;
import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a configuration, and which key is told so. */
class BadConfigurationTest {
    /** The key at fault, what the message says beside its name, and what was changed in a good configuration. */
    static Stream<Arguments> table() {
        return Stream.of(
                bad("aws.region", "such as eu-west-1; found \"EU West\"", "aws.region", "EU West"),
                bad("aws.region", "must not be blank", "aws.region", " "),
                bad(
                        "aws.credentials.mode",
                        "one of access_keys, default, profile_content, profile_file, provider_class; found \"defalt\"",
                        "aws.credentials.mode",
                        "defalt"),
                bad(
                        "aws.access.key.id",
                        "is required by aws.credentials.mode=access_keys",
                        "aws.credentials.mode",
                        "access_keys",
                        "aws.secret.access.key",
                        "s"),
                bad(
                        "aws.secret.access.key",
                        "is required by aws.credentials.mode=access_keys",
                        "aws.credentials.mode",
                        "access_keys",
                        "aws.access.key.id",
                        "a"),
                bad(
                        "aws.secret.access.key",
                        "must not be blank",
                        "aws.credentials.mode",
                        "access_keys",
                        "aws.access.key.id",
                        "a",
                        "aws.secret.access.key",
                        " "),
                bad(
                        "aws.session.token",
                        "belongs to aws.credentials.mode=access_keys, but found aws.credentials.mode=default",
                        "aws.session.token",
                        "t"),
                bad("aws.regoin", "did you mean aws.region?", "aws.regoin", "eu-west-1"),
                bad("aws.athena.endpoint", "http:// or https:// URI", "aws.athena.endpoint", "127.0.0.1:4000"),
                bad("aws.s3.endpoint", "http:// or https:// URI", "aws.s3.endpoint", "http://user:pass@host"),
                bad("aws.s3.path.style.access", "true or false", "aws.s3.path.style.access", "maybe"),
                bad("athena.database", "no default value", "athena.database", "-"),
                bad("athena.workgroup", "name of a workgroup", "athena.workgroup", "a workgroup"),
                bad(
                        "athena.output.location",
                        "s3://bucket/prefix/; found \"acme-results\"",
                        "athena.output.location",
                        "acme-results"),
                bad("athena.output.location", "s3:// URI", "athena.output.location", "s3://UPPER/x"),
                bad("athena.poll.min.ms", "Not a number", "athena.poll.min.ms", "1s"),
                bad(
                        "athena.poll.max.ms",
                        "must not be less than athena.poll.min.ms=6000; found 5000",
                        "athena.poll.min.ms",
                        "6000"),
                bad(
                        "athena.acl.option",
                        "BUCKET_OWNER_FULL_CONTROL; found \"private\"",
                        "athena.acl.option",
                        "private"),
                bad("athena.expected.bucket.owner", "12 digits", "athena.expected.bucket.owner", "acme"),
                bad("athena.encryption.option", "CSE_KMS, SSE_KMS, SSE_S3", "athena.encryption.option", "none"),
                bad(
                        "athena.encryption.kms.key",
                        "is required with athena.encryption.option=CSE_KMS",
                        "athena.encryption.option",
                        "CSE_KMS"),
                bad(
                        "query.orders.result.format",
                        "must be auto or api with athena.encryption.option=CSE_KMS",
                        "athena.encryption.option",
                        "CSE_KMS",
                        "athena.encryption.kms.key",
                        "alias/x",
                        "query.orders.result.format",
                        "csv"),
                bad(
                        "query.orders.result.format",
                        "must be auto or api for a SHOW or DESCRIBE",
                        "query.orders.result.format",
                        "csv",
                        "query.orders.sql",
                        "/* all */ show tables"),
                bad(
                        "athena.encryption.kms.key",
                        "is required with athena.encryption.option=SSE_KMS",
                        "athena.encryption.option",
                        "SSE_KMS"),
                bad(
                        "athena.encryption.kms.key",
                        "only with athena.encryption.option=SSE_KMS or CSE_KMS",
                        "athena.encryption.option",
                        "SSE_S3",
                        "athena.encryption.kms.key",
                        "alias/x"),
                bad("athena.data.base", "did you mean athena.database?", "athena.data.base", "x"),
                bad("queries", "no default value", "queries", "-", "query.orders.sql", "-", "query.orders.topic", "-"),
                bad("queries", "at least one", "queries", "", "query.orders.sql", "-", "query.orders.topic", "-"),
                bad("queries", "found \"o.x\"", "queries", "orders,o.x"),
                bad("queries", "every name once, found orders, orders", "queries", "orders,orders"),
                bad("queries", "stands for all queries", "queries", "orders,default"),
                bad("query.orders.sql", "is required unless table is set", "query.orders.sql", "-"),
                bad("query.orders.sql", "must not be blank", "query.orders.sql", "  "),
                bad("query.orders.sql", "begins with \"DELETE\"", "query.orders.sql", "DELETE FROM orders"),
                bad("query.orders.sql", "nothing but comments", "query.orders.sql", "-- SELECT 1"),
                bad("query.orders.sql", "must be one statement", "query.orders.sql", "SELECT 1; DROP TABLE orders"),
                bad("query.orders.sql", "unclosed quote '", "query.orders.sql", "SELECT 'it"),
                bad("query.orders.sql", "${run.date} in quotes", "query.orders.sql", "SELECT '${run.date}'"),
                bad("query.orders.sql", "config providers", "query.orders.sql", "SELECT ${file:/secrets:filter}"),
                bad("query.orders.table", "must not be set beside sql", "query.orders.table", "orders"),
                bad(
                        "query.orders.table",
                        "name of a table",
                        "query.orders.sql",
                        "-",
                        "query.orders.table",
                        "orders; DROP"),
                bad("query.orders.topic", "no default value", "query.orders.topic", "-"),
                bad("query.orders.topic", "found \"shop orders\"", "query.orders.topic", "shop orders"),
                bad("query.orders.topic", "neither \".\" nor", "query.orders.topic", ".."),
                bad(
                        "query.orders.topic",
                        "holds ${table}, which is not known; a topic has ${query}, ${database} and ${column:name}",
                        "query.orders.topic",
                        "shop.${table}"),
                bad(
                        "query.orders.topic",
                        "If 'vault' is one of the worker's config providers, list it",
                        "query.orders.topic",
                        "shop.${vault:topic}"),
                bad("query.orders.topic", "close every ${", "query.orders.topic", "shop.${query"),
                bad("query.orders.topic", "write ${column:name}", "query.orders.topic", "shop.${column}"),
                bad("query.orders.topic", "write ${column:name}", "query.orders.topic", "shop.${column: }"),
                bad("query.orders.topic", "holds ${}, which is not known", "query.orders.topic", "shop.${}"),
                bad("query.orders.topic", "found \"$query\"", "query.orders.topic", "$query"),
                bad("query.orders.topic", "found \"shop/${query}\"", "query.orders.topic", "shop/${query}"),
                bad(
                        "query.orders.topic",
                        "found \"shop 2.${column:id}\"",
                        "athena.database",
                        "shop 2",
                        "query.orders.topic",
                        "${database}.${column:id}"),
                bad("query.orders.topic", "1 to 249", "query.orders.topic", "x".repeat(243) + ".${query}"),
                bad(
                        "query.orders.topic",
                        "leave room for the value of a column in the 249 characters of a topic; found 249 beside it",
                        "query.orders.topic",
                        "x".repeat(249) + "${column:tenant}"),
                bad(
                        "query.orders.topic",
                        "found \"the shop.orders\"",
                        "athena.database",
                        "the shop",
                        "query.orders.topic",
                        "${database}.${query}"),
                bad("query.orders.timestamp.column", "must not be blank", "query.orders.timestamp.column", " "),
                bad("query.orders.delete.column", "must not be blank", "query.orders.delete.column", " "),
                bad("query.orders.delete.column", "needs key.columns", "query.orders.delete.column", "deleted"),
                bad("query.orders.key.columns", "every column once", "query.orders.key.columns", "a,b,a"),
                bad("query.orders.key.columns", "a blank one", "query.orders.key.columns", "a,,b"),
                bad(
                        "query.orders.schedule",
                        "must be a cron expression, but in \"0 24 * * *\" the hour takes 0-23",
                        "query.orders.schedule",
                        "0 24 * * *"),
                bad("query.orders.schedule", "5 fields (minute, hour", "query.orders.schedule", "0 * * *"),
                bad(
                        "query.orders.schedule",
                        "the minute takes 0-59",
                        "query.orders.schedule",
                        "every day at noon please"),
                bad("query.orders.schedule", "not both", "query.orders.schedule", "0 0 0 * * *"),
                bad("query.orders.schedule", "no year has such a day", "query.orders.schedule", "0 0 30 2 *"),
                bad("query.orders.schedule", "one of @hourly, @daily", "query.orders.schedule", "@dayly"),
                bad("query.orders.schedule", "\"0 6 * * MON-FRI\"", "query.orders.schedule", "daily"),
                bad("query.orders.schedule", "such as 90s, 15m, 2h", "query.orders.schedule", "15 minutes"),
                bad("query.orders.schedule", "from 1s to 3650d", "query.orders.schedule", "0s"),
                bad("query.orders.schedule", "from 1s to 3650d", "query.orders.schedule", "PT0.5S"),
                bad("query.orders.schedule", "such as 90s", "query.orders.schedule", "99999999999999999999d"),
                bad("query.orders.schedule.timezone", "found \"Berlin\"", "query.orders.schedule.timezone", "Berlin"),
                bad("query.orders.schedule.jitter", "a duration such as", "query.orders.schedule.jitter", "a bit"),
                bad("query.orders.schedule.jitter", "from 1s to 3650d", "query.orders.schedule.jitter", "3651d"),
                interval(
                        "query.orders.schedule",
                        "must be a duration such as 1h or a cron expression with mode=interval",
                        "query.orders.schedule",
                        "-"),
                interval(
                        "query.orders.interval.start",
                        "such as 2024-01-01T00:00:00Z",
                        "query.orders.interval.start",
                        "now"),
                interval(
                        "query.orders.interval.start",
                        "found \"2024-02-30\"",
                        "query.orders.interval.start",
                        "2024-02-30"),
                interval(
                        "query.orders.interval.start",
                        "to the millisecond",
                        "query.orders.interval.start",
                        "2024-01-01T00:00:00.0001Z"),
                interval(
                        "query.orders.interval.end",
                        "must be after interval.start, which is 2024-01-01T23:00:00Z; found 2024-01-01T23:00:00Z",
                        "query.orders.schedule.timezone",
                        "Europe/Berlin",
                        "query.orders.interval.start",
                        "2024-01-02",
                        "query.orders.interval.end",
                        "2024-01-01 23:00:00Z"),
                interval("query.orders.interval.delay", "a duration such as", "query.orders.interval.delay", "later"),
                interval("query.orders.interval.lookback", "from 1s", "query.orders.interval.lookback", "PT0.1S"),
                interval("query.orders.interval.max.runs", "must be 1 to 10000", "query.orders.interval.max.runs", "0"),
                interval(
                        "query.orders.interval.max.runs",
                        "has no meaning beside catchup=false",
                        "query.orders.interval.max.runs",
                        "5",
                        "query.orders.catchup",
                        "false"),
                bad(
                        "query.orders.interval.delay",
                        "belongs to mode=interval, but the mode is another",
                        "query.orders.interval.delay",
                        "5m"),
                interval(
                        "query.orders.sql",
                        "must hold ${interval.end}",
                        "query.orders.sql",
                        "SELECT * FROM orders WHERE at >= ${interval.start}"),
                interval(
                        "query.orders.sql",
                        "must hold ${interval.start}",
                        "query.orders.sql",
                        "SELECT * FROM orders WHERE at < ${interval.end.date}"),
                interval(
                        "query.orders.table",
                        "cannot say which column",
                        "query.orders.sql",
                        "-",
                        "query.orders.table",
                        "orders"),
                bad("query.orders.catchup", "belongs to mode=interval", "query.orders.catchup", "true"),
                bad(
                        "query.orders.mode",
                        "found \"changes\", which is not available in this version",
                        "query.orders.mode",
                        "changes"),
                bad(
                        "query.orders.watermark.columns",
                        "belongs to mode=incremental, but found mode=full",
                        "query.orders.watermark.columns",
                        "updated_at"),
                bad(
                        "query.orders.watermark.initial",
                        "belongs to mode=incremental",
                        "query.orders.watermark.initial",
                        "7"),
                incremental(
                        "query.orders.watermark.columns",
                        "is required by mode=incremental",
                        "query.orders.watermark.columns",
                        "-"),
                incremental(
                        "query.orders.watermark.columns", "at least one column", "query.orders.watermark.columns", ""),
                incremental("query.orders.watermark.columns", "without a }", "query.orders.watermark.columns", "a}b"),
                incremental(
                        "query.orders.watermark.initial",
                        "is required by mode=incremental",
                        "query.orders.watermark.initial",
                        "-"),
                incremental(
                        "query.orders.watermark.initial",
                        "which are 1; found 2, as commas part them",
                        "query.orders.watermark.initial",
                        "a,b"),
                incremental(
                        "query.orders.watermark.initial",
                        "existing day as yyyy-MM-dd, found \"2026-02-30\"",
                        "query.orders.watermark.initial",
                        "2026-02-30"),
                incremental(
                        "query.orders.watermark.initial",
                        "found INTERVAL",
                        "query.orders.watermark.initial",
                        "INTERVAL '1'"),
                incremental(
                        "query.orders.watermark.initial",
                        "a closing '",
                        "query.orders.watermark.initial",
                        "DATE '2026-01-01"),
                incremental(
                        "query.orders.watermark.lookback",
                        "must be a duration such as 2h, as watermark column 'updated_at' is at TIMESTAMP",
                        "query.orders.watermark.lookback",
                        "5"),
                incremental(
                        "query.orders.watermark.lookback",
                        "must be a number from 0 such as 100",
                        "query.orders.watermark.lookback",
                        "2h",
                        "query.orders.watermark.initial",
                        "7"),
                incremental(
                        "query.orders.watermark.lookback",
                        "must not be set",
                        "query.orders.watermark.lookback",
                        "2h",
                        "query.orders.watermark.initial",
                        "a"),
                incremental("query.orders.watermark.lookback", "such as 90s", "query.orders.watermark.lookback", "-5"),
                incremental(
                        "query.orders.sql",
                        "must be a SELECT or WITH statement with mode=incremental, found a SHOW or DESCRIBE",
                        "query.orders.sql",
                        "SHOW PARTITIONS orders"),
                incremental(
                        "query.orders.sql",
                        "must be a SELECT or WITH statement with mode=incremental, found a SHOW or DESCRIBE",
                        "query.orders.sql",
                        "DESCRIBE orders ${watermark}"),
                interval(
                        "query.orders.sql",
                        "must be a SELECT or WITH statement with mode=interval, found a SHOW or DESCRIBE",
                        "query.orders.sql",
                        "SHOW PARTITIONS orders"),
                incremental(
                        "query.orders.sql",
                        "must ask for the rows after the watermark",
                        "query.orders.sql",
                        "SELECT * FROM orders"),
                incremental(
                        "query.orders.sql",
                        "${watermarks}, which is not known; mode=incremental has ${watermark}, ${watermark.updated_at}",
                        "query.orders.sql",
                        "SELECT * FROM orders WHERE updated_at > ${watermarks}"),
                incremental(
                        "query.orders.sql",
                        "${watermark}, which is not known; mode=incremental has ${watermark.id}, ${watermark.updated_at}",
                        "query.orders.watermark.columns",
                        "updated_at, id",
                        "query.orders.watermark.initial",
                        "2026-01-01 00:00:00, 7"),
                incremental(
                        "query.orders.sql",
                        "must ask for the rows after the watermark, such as WHERE \"updated_at\" > ${watermark.updated_at} OR",
                        "query.orders.watermark.columns",
                        "updated_at, id",
                        "query.orders.watermark.initial",
                        "2026-01-01 00:00:00, 7",
                        "query.orders.sql",
                        "SELECT * FROM orders WHERE id > ${watermark.id}"),
                bad(
                        "query.orders.sql",
                        "${watermark}, which is not known; mode=full has no placeholders here",
                        "query.orders.sql",
                        "SELECT * FROM orders WHERE updated_at > ${watermark}"),
                bad(
                        "query.orders.sql",
                        "${run.date}, which stands for the instant that a run is scheduled for, and schedule=once has none",
                        "query.orders.sql",
                        "SELECT * FROM orders WHERE updated_at > ${run.date}"),
                bad(
                        "query.orders.scan.limit.bytes",
                        "must be off, or a whole number of bytes from 10000000 to 9223372036854775807, without a unit, as"
                                + " Athena bills 10 MB for an execution that scans less; found \"10GB\"",
                        "query.orders.scan.limit.bytes",
                        "10GB"),
                bad("query.orders.scan.limit.bytes", "found \"9999999\"", "query.orders.scan.limit.bytes", "9999999"),
                bad(
                        "query.orders.scan.limit.bytes",
                        "found \"9999999999999999999\"",
                        "query.orders.scan.limit.bytes",
                        "9999999999999999999"),
                bad(
                        "query.orders.scan.budget.bytes",
                        "needs run.log.topic: what a run without rows or a failed one has scanned is stored by its record",
                        "query.orders.scan.budget.bytes",
                        "10000000"),
                bad(
                        "query.orders.scan.budget.bytes",
                        "found \"10 MB\"",
                        "query.orders.scan.budget.bytes",
                        "10 MB",
                        "query.orders.scan.budget.period",
                        "1d"),
                bad(
                        "query.orders.scan.budget.period",
                        "belongs to scan.budget.bytes, which is off",
                        "query.orders.scan.budget.period",
                        "1d"),
                bad(
                        "query.orders.scan.budget.period",
                        "must be a duration such as 1d or a cron expression such as @monthly",
                        "run.log.topic",
                        "runs",
                        "query.orders.scan.budget.bytes",
                        "10000000",
                        "query.orders.scan.budget.period",
                        "once"),
                bad(
                        "query.orders.scan.budget.period",
                        "must be due again and again without an end, but it names its years",
                        "run.log.topic",
                        "runs",
                        "query.orders.scan.budget.bytes",
                        "10000000",
                        "query.orders.scan.budget.period",
                        "0 0 0 1 1 ? 2020"),
                bad("query.orders.shards", "must be 1 to 64, found 65", "query.orders.shards", "65"),
                bad("query.orders.shards", "CSV object cannot be split", "query.orders.shards", "2"),
                sharded("mode=full on a schedule, which leaves out missed runs", "query.orders.schedule", "1h"),
                sharded(
                        "with mode=incremental, as a shard sees the watermark of its own rows only",
                        "query.orders.mode",
                        "incremental",
                        "query.orders.watermark.columns",
                        "id",
                        "query.orders.watermark.initial",
                        "7"),
                sharded(
                        "unless interval.start is set",
                        "query.orders.mode",
                        "interval",
                        "query.orders.schedule",
                        "1h",
                        "run.log.topic",
                        "runs",
                        "query.orders.table",
                        "-",
                        "query.orders.sql",
                        "SELECT * FROM t WHERE a >= ${interval.start} AND a < ${interval.end}"),
                sharded(
                        "catchup is true and interval.max.runs is not set",
                        "query.orders.mode",
                        "interval",
                        "query.orders.schedule",
                        "1h",
                        "query.orders.interval.start",
                        "2026-01-01",
                        "query.orders.catchup",
                        "false",
                        "run.log.topic",
                        "runs",
                        "query.orders.table",
                        "-",
                        "query.orders.sql",
                        "SELECT * FROM t WHERE a >= ${interval.start} AND a < ${interval.end}"),
                sharded(
                        "unless run.log.topic is set",
                        "query.orders.mode",
                        "interval",
                        "query.orders.schedule",
                        "1h",
                        "query.orders.interval.start",
                        "2026-01-01",
                        "query.orders.table",
                        "-",
                        "query.orders.sql",
                        "SELECT * FROM t WHERE a >= ${interval.start} AND a < ${interval.end}"),
                sharded("with on.failure=skip", "query.orders.on.failure", "skip"),
                sharded("with on.query.change=restart", "query.default.on.query.change", "restart"),
                sharded("with on.result.missing=rerun", "query.orders.on.result.missing", "rerun"),
                sharded("with on.result.missing=skip", "query.default.on.result.missing", "skip"),
                sharded(
                        "with result.cleanup=delete_after_commit",
                        "query.orders.result.cleanup",
                        "delete_after_commit"),
                bad(
                        "query.orders.result.format",
                        "must not be unload while athena.output.location is not set",
                        "query.orders.result.format",
                        "unload"),
                bad(
                        "query.orders.result.format",
                        "with the UNLOAD around it, it may have",
                        "query.orders.result.format",
                        "unload",
                        "athena.output.location",
                        "s3://results/kafka/",
                        "query.orders.sql",
                        "SELECT '" + "x".repeat(262_000) + "' AS a"),
                bad(
                        "query.orders.decimal.mode",
                        "best_fit, decimal, double, string; found \"DECIMAL\"",
                        "query.orders.decimal.mode",
                        "DECIMAL"),
                bad(
                        "query.orders.schema.change",
                        "evolve, fail, freeze; found \"ignore\"",
                        "query.orders.schema.change",
                        "ignore"),
                bad("query.orders.timestamp.mode", "millis_truncated", "query.orders.timestamp.mode", "seconds"),
                bad(
                        "query.orders.field.names",
                        "must be one of as_is, avro; found \"AVRO\"",
                        "query.orders.field.names",
                        "AVRO"),
                bad(
                        "query.orders.schema.athena.types",
                        "either true or false",
                        "query.orders.schema.athena.types",
                        "yes"),
                bad("query.orders.schema.name", "must not be blank", "query.orders.schema.name", ""),
                bad("query.orders.retries", "must be 0 to 1000, found -1", "query.orders.retries", "-1"),
                bad("query.orders.retry.backoff.ms", "found 0", "query.orders.retry.backoff.ms", "0"),
                bad("query.orders.timeout", "a duration such as", "query.orders.timeout", "soon"),
                bad("query.orders.topik", "did you mean query.orders.topic?", "query.orders.topik", "x"),
                bad(
                        "query.order.topic",
                        "queries does not name; did you mean query.orders.topic?",
                        "query.order.topic",
                        "x"),
                bad(
                        "query.default.decimal.mod",
                        "did you mean query.default.decimal.mode?",
                        "query.default.decimal.mod",
                        "x"),
                bad("batch.max.rows", "must be 1 to 1000000, found 0", "batch.max.rows", "0"),
                bad("buffer.max.bytes", "found 1", "buffer.max.bytes", "1"),
                bad("run.log.topic", "must be the name of a topic", "run.log.topic", "all runs"),
                bad("run.log.topic", "which is also that of query 'orders'", "run.log.topic", "shop.orders"),
                bad(
                        "run.log.topic",
                        "which is also that of query 'orders'",
                        "run.log.topic",
                        "orders-rows",
                        "query.orders.topic",
                        "${query}-rows"),
                bad("run.log.topic", "without placeholders", "run.log.topic", "${query}-runs"),
                bad(
                        "query.orders.errors.row",
                        "dead_letter, fail, skip; found \"warn\"",
                        "query.orders.errors.row",
                        "warn"),
                bad(
                        "query.orders.errors.dead.letter.topic",
                        "is required by errors.row=dead_letter, but is not set",
                        "query.orders.errors.row",
                        "dead_letter"),
                bad(
                        "query.orders.errors.dead.letter.topic",
                        "belongs to errors.row=dead_letter, but found errors.row=skip",
                        "query.orders.errors.row",
                        "skip",
                        "query.orders.errors.dead.letter.topic",
                        "dead"),
                bad(
                        "query.orders.errors.dead.letter.topic",
                        "must be the name of a topic",
                        "query.orders.errors.row",
                        "dead_letter",
                        "query.orders.errors.dead.letter.topic",
                        "all dead"),
                bad(
                        "query.orders.errors.dead.letter.topic",
                        "found \"shop.orders\", which is also that of query 'orders'",
                        "query.orders.errors.row",
                        "dead_letter",
                        "query.orders.errors.dead.letter.topic",
                        "shop.orders"),
                bad(
                        "query.orders.errors.dead.letter.topic",
                        "found \"runs\", which is also run.log.topic",
                        "query.orders.errors.row",
                        "dead_letter",
                        "query.orders.errors.dead.letter.topic",
                        "runs",
                        "run.log.topic",
                        "runs"),
                bad("query.orders.headers", "none, provenance; found \"all\"", "query.orders.headers", "all"),
                bad(
                        "query.orders.result.cleanup",
                        "delete_after_commit, keep; found \"delete\"",
                        "query.orders.result.cleanup",
                        "delete"),
                bad(
                        "query.orders.result.reuse.max.age",
                        "must be off or whole minutes from 1m to 7d, as Athena takes them; found \"90s\"",
                        "query.orders.result.reuse.max.age",
                        "90s"),
                bad(
                        "query.orders.result.reuse.max.age",
                        "must be off or whole minutes from 1m to 7d, as Athena takes them; found \"true\"",
                        "query.orders.result.reuse.max.age",
                        "true"),
                bad(
                        "query.orders.result.reuse.max.age",
                        "from 1m to 7d, as Athena takes them; found \"8d\"",
                        "query.orders.result.reuse.max.age",
                        "8d"),
                bad(
                        "query.orders.result.reuse.max.age",
                        "must be off with result.cleanup=delete_after_commit",
                        "query.orders.result.reuse.max.age",
                        "1h",
                        "query.orders.result.cleanup",
                        "delete_after_commit"),
                bad(
                        "query.orders.result.reuse.max.age",
                        "must be off with result.format=unload",
                        "query.orders.result.reuse.max.age",
                        "1h",
                        "query.orders.result.format",
                        "unload",
                        "athena.output.location",
                        "s3://acme-results/kafka/"),
                bad("validation", "connection", "validation", "full"),
                bad("stop.action", "one of cancel, leave; found \"kill\"", "stop.action", "kill"),
                bad("validation.timeout.ms", "1000 to 80000", "validation.timeout.ms", "999"),
                bad("validation.timeout.ms", "1000 to 80000", "validation.timeout.ms", "90000"),
                bad("task.queries", "is written by the connector", "task.queries", "orders"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void isAnErrorOfTheKeyAtFaultAndOfNoOther(String key, String words, String[] changes) {
        Map<String, List<String>> errors = errors(smallestWith(changes));

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(key, words);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("table")
    void doesNotStart(String key, String words, String[] changes) {
        assertThatThrownBy(() -> ConnectorSettings.parse(smallestWith(changes)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(words);
    }

    @Test
    void isToldInFull() {
        Map<String, String> properties =
                smallestWith("aws.region", "nowhere", "query.orders.schedule", "often", "query.orders.topc", "x");

        assertThat(errors(properties)).containsOnlyKeys("aws.region", "query.orders.schedule", "query.orders.topc");
        assertThatThrownBy(() -> ConnectorSettings.parse(properties))
                .hasMessageContainingAll("aws.region", "query.orders.schedule", "query.orders.topc");
    }

    @Test
    void isAnErrorOfEachQueryThatInheritsIt() {
        assertThat(errors(smallestWith("query.default.decimal.mode", "exact")))
                .containsOnlyKeys("query.default.decimal.mode", "query.orders.decimal.mode");
    }

    @Test
    void nearlyNothingIsToldByTheKeysThatAreRequired() {
        assertThat(errors(Map.of("aws.credentials.mode", "access_keys")))
                .containsOnlyKeys(
                        "aws.region", "aws.access.key.id", "aws.secret.access.key", "athena.database", "queries");
    }

    @Test
    void aNamelessConnectorDoesNotStart() {
        assertThatThrownBy(() -> ConnectorSettings.parse(smallestWith("name", "-")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("name is required, but is not set");
    }

    @Test
    void keysOfTheWorkerAreNotOurs() {
        assertThat(errors(smallestWith(
                        "tasks.max", "1",
                        "key.converter", "x",
                        "transforms.route.type", "y",
                        "topic.creation.default.partitions", "1",
                        "producer.override.linger.ms", "20")))
                .isEmpty();
    }

    @Test
    void neverShowsASecret() {
        Map<String, String> properties = smallestWith(
                "aws.credentials.mode", "access_keys",
                "aws.access.key.id", "AKIDEXAMPLE",
                "aws.secret.access.key", "hushhush",
                "aws.secret.acces.key", "hushhush",
                "aws.session.token", "hushhush",
                "aws.profile.content", "hushhush",
                "query.orders.sql", "hushhush SELECT 'hushhush");

        assertThat(ConnectorConfiguration.validate(properties).configValues())
                .filteredOn(value -> !value.name().equals("query.orders.sql"))
                .allSatisfy(value -> assertThat(value.toString()).doesNotContain("hushhush"));
        assertThatThrownBy(() -> ConnectorSettings.parse(properties))
                .satisfies(error -> assertThat(error.toString()).doesNotContain("hushhush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "a,,b",
                "-1",
                "9999999999999999999999",
                "NaN",
                "${",
                "${a:b}",
                "'",
                "\"",
                "/*",
                "--",
                ";",
                ".",
                "%s",
                "\u0000",
                "\u0130\u0131",
                "\ud800",
                "P1Y",
                "PT-1S",
                "s3://",
                "http://",
                "http://[",
                "true"
            })
    void isJudgedWithoutAnExceptionWhateverItHolds(String anything) {
        ConnectorConfiguration.definition(ConnectorConfiguration.sections(List.of("orders")))
                .names()
                .forEach(key -> assertThatCode(() -> errors(smallestWith(key, anything)))
                        .as(key)
                        .doesNotThrowAnyException());
    }

    @Test
    void goodOnesHaveNoErrors() {
        assertThat(errors(smallest())).isEmpty();
    }

    /** As {@code bad}, of a query in interval mode. */
    private static Arguments interval(String key, String words, String... changes) {
        Stream<String> mode = Stream.of(
                "query.orders.mode",
                "interval",
                "query.orders.schedule",
                "1h",
                "query.orders.sql",
                "SELECT * FROM orders WHERE at >= ${interval.start} AND at < ${interval.end}");
        return bad(key, words, Stream.concat(mode, Stream.of(changes)).toArray(String[]::new));
    }

    /** A change in a query of mode incremental that was good before. */
    private static Arguments incremental(String key, String words, String... changes) {
        List<String> all = new ArrayList<>(List.of(
                "query.orders.mode", "incremental",
                "query.orders.watermark.columns", "updated_at",
                "query.orders.watermark.initial", "2026-01-01 00:00:00",
                "query.orders.sql", "SELECT * FROM orders WHERE updated_at > ${watermark}"));
        all.addAll(List.of(changes));
        return bad(key, words, all.toArray(String[]::new));
    }

    private static Arguments bad(String key, String words, String... changes) {
        return Arguments.of(key, words, changes);
    }

    /** Two shards of a query that could have them without the changes. */
    private static Arguments sharded(String words, String... changes) {
        List<String> all = new ArrayList<>(List.of(
                "query.orders.shards", "2",
                "query.orders.result.format", "unload",
                "athena.output.location", "s3://results/"));
        all.addAll(List.of(changes));
        return bad("query.orders.shards", words, all.toArray(String[]::new));
    }

    private static Map<String, List<String>> errors(Map<String, String> properties) {
        return ConnectorConfiguration.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
