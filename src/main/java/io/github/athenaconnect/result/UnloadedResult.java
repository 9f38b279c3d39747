package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of an UNLOAD that are one shard's, of which one is open at a time. Not for use by several threads, except {@link #close}.
 *
 * <p>What identifies it is the list of its files: they have names that nothing had before and are never written again,
 * so that the same list means the same files. Whether a file is replaced while it is read is watched for each by itself.
 */
final class UnloadedResult implements AutoCloseable {
    private final ResultFingerprint manifest;
    private final List<S3Location> files;
    private final Shard shard;
    private final Function<S3Location, UnloadedFile> opener;
    private final List<ValueType.Part> columns;
    private int index;
    private volatile Optional<UnloadedFile> file = Optional.empty();
    private volatile boolean closed;

    private UnloadedResult(
            ResultFingerprint manifest,
            List<S3Location> files,
            Shard shard,
            Function<S3Location, UnloadedFile> opener,
            int index) {
        this.manifest = manifest;
        this.files = files;
        this.shard = shard;
        this.opener = opener;
        this.index = index;
        this.file = index < files.size() ? Optional.of(opener.apply(files.get(index))) : Optional.empty();
        this.columns = file.map(UnloadedFile::columns).orElseGet(this::columnsOfAnyFile);
    }

    /** A shard without a file has no rows, but knows what they would be like. */
    private List<ValueType.Part> columnsOfAnyFile() {
        if (files.isEmpty()) {
            return List.of();
        }
        try (UnloadedFile any = opener.apply(files.get(0))) {
            return any.columns();
        }
    }

    /**
     * Reads the list and, of its file number {@code index}, the columns.
     *
     * @param target below which all files must be
     * @param index from 0, in the list of all files; one of the shard's
     */
    static UnloadedResult open(
            ResultObject manifest, String target, Shard shard, Function<S3Location, UnloadedFile> opener, int index) {
        List<S3Location> files = ManifestFiles.read(manifest, target);
        if (!shard.owns(index)) {
            throw new UnreadableResultException(
                    Reason.CHANGED,
                    "Result " + manifest.location() + " is to be resumed in file " + index + ", which is not one of "
                            + shard.label() + "; check the stored offset of this query.");
        }
        if (index > shard.firstFile() && index >= files.size()) {
            throw new UnreadableResultException(
                    Reason.CHANGED,
                    "Result " + manifest.location() + " lists too few files to resume: expected at least " + (index + 1)
                            + ", found " + files.size() + "; check the stored offset of this query.");
        }
        return new UnloadedResult(manifest.fingerprint(), files, shard, opener, index);
    }

    ResultFingerprint fingerprint() {
        return manifest;
    }

    /** The columns of every file; none if there is no file at all. */
    List<ValueType.Part> columns() {
        return columns;
    }

    /** The number of the file that is open, from 0. */
    int index() {
        return index;
    }

    /** The file that is open, unless the shard has none. */
    Optional<UnloadedFile> file() {
        return file;
    }

    /** Whether another file follows. */
    boolean hasNext() {
        return index + shard.count() < files.size();
    }

    /** Opens the file that follows. */
    UnloadedFile next() {
        requireOpen();
        index += shard.count();
        file.ifPresent(UnloadedFile::close);
        UnloadedFile opened = opener.apply(files.get(index));
        file = Optional.of(opened);
        if (closed) {
            close();
        }
        if (!opened.columns().equals(columns)) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Result " + opened.location() + " has other columns than the files before it in "
                            + manifest.location() + "; check that nothing else writes there, and run the query again.");
        }
        return opened;
    }

    /** Fails with {@link Reason#CLOSED} if closed. */
    void requireOpen() {
        if (closed) {
            throw new UnreadableResultException(
                    Reason.CLOSED,
                    "Result " + manifest.location() + " is not read any further: its reader was closed.");
        }
    }

    /** Ends reading at once, also while another thread waits for bytes. Harmless when repeated. */
    @Override
    public void close() {
        closed = true;
        file.ifPresent(UnloadedFile::close);
    }
}
