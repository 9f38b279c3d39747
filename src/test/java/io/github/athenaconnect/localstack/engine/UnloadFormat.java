package io.github.athenaconnect.localstack.engine;

/** The file formats of UNLOAD. */
public enum UnloadFormat {
    ORC,
    PARQUET,
    AVRO,
    JSON,
    TEXTFILE
}
