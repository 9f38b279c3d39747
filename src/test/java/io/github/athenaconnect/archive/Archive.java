package io.github.athenaconnect.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A zip as an installer reads it: as a stream, from the first entry to the last.
 *
 * @param file where it is
 * @param names of its entries in their order, directories included
 * @param contents of its entries by their names
 */
record Archive(Path file, List<String> names, Map<String, byte[]> contents) {

    /** The archive of the component that the build has packed. */
    static Archive packed() {
        return read(BuiltFiles.archive());
    }

    private static Archive read(Path file) {
        List<String> names = new ArrayList<>();
        Map<String, byte[]> contents = new HashMap<>();
        try (InputStream bytes = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                contents.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read as a stream", unreadable);
        }
        return new Archive(file, List.copyOf(names), Map.copyOf(contents));
    }

    /** What the only directory that is not inside of another has to be called. */
    String top() {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".zip".length());
    }

    /** The names of all files, below the top directory. */
    List<String> files() {
        return names.stream()
                .filter(name -> !name.endsWith("/"))
                .map(name -> name.substring(top().length() + 1))
                .toList();
    }

    /** The names of the files in a directory below the top one, without what is deeper. */
    List<String> filesIn(String directory) {
        return files().stream()
                .filter(name -> name.startsWith(directory + "/"))
                .map(name -> name.substring(directory.length() + 1))
                .filter(name -> !name.contains("/"))
                .toList();
    }

    /** What a file holds, by its name below the top directory. */
    byte[] bytes(String name) {
        byte[] content = contents.get(top() + "/" + name);
        if (content == null) {
            throw new AssertionError("There is no " + name + " in " + file);
        }
        return content;
    }

    /** What a page holds. */
    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }
}
