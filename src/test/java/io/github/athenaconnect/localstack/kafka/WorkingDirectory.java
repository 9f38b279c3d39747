package io.github.athenaconnect.localstack.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A temporary directory that goes, with all it holds, when it is closed.
 *
 * @param path the directory, which exists until {@link #close()}
 */
public record WorkingDirectory(Path path) implements AutoCloseable {

    /** Makes a new directory whose name begins with {@code purpose}. */
    public static WorkingDirectory create(String purpose) {
        try {
            return new WorkingDirectory(Files.createTempDirectory(purpose + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for " + purpose + " could be made", e);
        }
    }

    /** Deletes the directory. Files that their owner deletes at the same time are not missed. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary directory " + path + " could not be deleted", e);
        }
    }

    /** Deletes files first and each directory once it is empty. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
