package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.S3Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The settings of the one catalog: Hive tables, their data on the local disk, UNLOAD's files in S3. */
final class CatalogSettings {
    private CatalogSettings() {}

    /** Writes {@code catalog.properties}, which Trino's process reads, into the directory it is given. */
    static void write(Path directory, S3Access s3) {
        Properties settings = new Properties();
        settings.setProperty("hive.metastore", "file");
        settings.setProperty(
                "hive.metastore.catalog.dir",
                directory.resolve("warehouse").toUri().toString());
        settings.setProperty("hive.security", "allow-all");
        // ORC, the default, cannot tell the second before 1970 from the one after.
        settings.setProperty("hive.storage-format", "PARQUET");
        settings.setProperty("hive.non-managed-table-writes-enabled", "true");
        settings.setProperty("hive.s3.endpoint", s3.endpoint().toString());
        settings.setProperty("hive.s3.region", s3.region());
        settings.setProperty("hive.s3.path-style-access", "true");
        settings.setProperty("hive.s3.ssl.enabled", "false");
        settings.setProperty("hive.s3.aws-access-key", s3.accessKeyId());
        settings.setProperty("hive.s3.aws-secret-key", s3.secretAccessKey());
        try (Writer writer = Files.newBufferedWriter(directory.resolve("catalog.properties"))) {
            settings.store(writer, null);
        } catch (IOException failure) {
            throw new UncheckedIOException("Trino's catalog settings could not be written", failure);
        }
    }
}
