package io.github.athenaconnect.example;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the files under {@code config/}, the way a worker does. */
final class ExampleFiles {
    static final Path ROOT = Path.of("config");

    /** What users of the examples leave beside them, as {@code .gitignore} has it. */
    private static final Pattern LEFT_BY_USERS =
            Pattern.compile("docker-compose\\.env|(.*/)?\\.terraform.*|.*\\.tfstate.*|.*\\.tfvars");

    private ExampleFiles() {}

    /** All of them, by their paths below {@code config/} with slashes, but for what users leave there. */
    static Stream<String> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !LEFT_BY_USERS.matcher(file).matches())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<String> matching(String expression) {
        return all().filter(file -> file.matches(expression));
    }

    static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A property file, its keys in the order of their lines. */
    static Map<String, String> properties(String file) {
        Map<String, String> inOrder = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(ROOT.resolve(file))) {
            new InOrder(inOrder).load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return inOrder;
    }

    /** Hands every key on in the moment it is read, and refuses one that was there before. */
    private static final class InOrder extends Properties {
        private static final long serialVersionUID = 1;

        private final transient Map<String, String> target;

        InOrder(Map<String, String> target) {
            this.target = target;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            String before = target.put((String) key, (String) value);
            if (before != null) {
                throw new IllegalStateException("The key " + key + " is there twice");
            }
            return value;
        }
    }
}
