package io.github.athenaconnect.result;

import java.util.NoSuchElementException;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The result of a statement that left none. */
record NoRows(ResultFingerprint fingerprint) implements ResultReader {
    @Override
    public boolean atEnd() {
        return true;
    }

    @Override
    public Struct next() {
        throw new NoSuchElementException("Result " + fingerprint.location() + " has no rows");
    }

    @Override
    public @Nullable String text(int column) {
        throw new IllegalStateException("Result " + fingerprint.location() + " is not at a row");
    }

    @Override
    public RowPlace place() {
        throw new IllegalStateException("Result " + fingerprint.location() + " is not at a row");
    }

    @Override
    public ResultPosition position() {
        return ResultPosition.START;
    }

    @Override
    public void close() {}
}
