package io.github.athenaconnect.aws;

import io.github.athenaconnect.aws.profile.ProfileText;
import io.github.athenaconnect.aws.profile.Profiles;
import io.github.athenaconnect.aws.profile.UnusableProfileException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file of the worker that holds profiles.
 *
 * @param path absolute
 */
public record ProfileSource(Path path) {
    /** More than any file of profiles has; keeps a wrong path from filling the heap. */
    private static final long MOST_BYTES = 1 << 20;

    /** What changes when the file does, also where a secret is mounted and swapped as a symbolic link. */
    record Stamp(String value) {}

    /**
     * Reads the file.
     *
     * @throws UnusableProfileException if it cannot be read on this worker or is not the text of profiles
     */
    public Profiles read() {
        try {
            if (!Files.exists(path)) {
                throw unreadable("there is no such file on this worker");
            }
            if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
                throw unreadable("it is not a file of at most " + MOST_BYTES + " bytes");
            }
            return ProfileText.parse(Files.readString(path));
        } catch (CharacterCodingException binary) {
            throw unreadable("it is not text in UTF-8");
        } catch (IOException failure) {
            throw unreadable(
                    "the worker's user cannot read it (" + failure.getClass().getSimpleName() + ")");
        }
    }

    /** The state of the file now; equal stamps mean an unchanged file. */
    Stamp stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(now.lastModifiedTime() + " " + now.size() + " " + now.fileKey());
        } catch (IOException unreadable) {
            return new Stamp(unreadable.toString());
        }
    }

    private UnusableProfileException unreadable(String problem) {
        return new UnusableProfileException("must be a readable file of profiles: " + path + ", but " + problem);
    }
}
