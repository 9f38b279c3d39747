package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineProvider;
import io.github.athenaconnect.localstack.engine.S3Access;
import java.sql.SQLException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Starts DuckDB; selected by {@code duckdb}. */
public final class DuckDbProvider implements EngineProvider {
    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public Engine start(S3Access access) {
        S3Client s3 = S3Client.builder()
                .endpointOverride(access.endpoint())
                .region(Region.of(access.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        try {
            return new DuckDbEngine(new DuckDbInstance(), new DuckDbUnload(s3));
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not start", e);
        }
    }
}
