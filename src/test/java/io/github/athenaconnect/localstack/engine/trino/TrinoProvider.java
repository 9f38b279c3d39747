package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineProvider;
import io.github.athenaconnect.localstack.engine.S3Access;

/** Starts Trino 411 as a child process; the engine called {@code trino}. */
public final class TrinoProvider implements EngineProvider {
    @Override
    public String name() {
        return "trino";
    }

    @Override
    public Engine start(S3Access s3) {
        return new TrinoEngine(TrinoProcess.start(s3));
    }
}
