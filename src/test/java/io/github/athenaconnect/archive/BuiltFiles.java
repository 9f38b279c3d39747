package io.github.athenaconnect.archive;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build leaves what is shipped; a build with {@code release.files.phase=none} has the archive alone. */
public final class BuiltFiles {
    private BuiltFiles() {}

    /** The version that everything must have. */
    public static String version() {
        return System.getProperty("project.version");
    }

    static Path archive() {
        return Path.of(System.getProperty("archive"));
    }

    /** The jar for class paths that are shared. */
    public static Path jarOfEverything() {
        return named("-all.jar");
    }

    static Path listOfComponents() {
        return named("-sbom.json");
    }

    static Path flattenedPom() {
        return named(".pom");
    }

    /** A jar that is not ours and has classes of an AWS SDK of another version in it, under their usual names. */
    public static Path otherSdk() {
        return Path.of(System.getProperty("other.sdk"));
    }

    private static Path named(String ending) {
        Path file = archive().resolveSibling("kafka-connect-athena-" + version() + ending);
        if (!Files.exists(file)) {
            throw new IllegalStateException("Missing where -Drelease.files.phase=package is not set: " + file);
        }
        return file;
    }
}
