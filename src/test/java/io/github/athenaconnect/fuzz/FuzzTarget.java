package io.github.athenaconnect.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The one fuzz test of a class named {@code ...Fuzz}, and the inputs that its method {@code seeds} gives. */
record FuzzTarget(Object instance, Method test, List<byte[]> seeds) {
    private static final String SUFFIX = "Fuzz.class";

    /** Those of all packages. */
    static List<FuzzTarget> all() {
        Path classes = classes();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(file -> className(classes.relativize(file)))
                    .sorted()
                    .map(FuzzTarget::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path classes() {
        try {
            return Path.of(FuzzTarget.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String className(Path file) {
        String name = file.toString().replace(file.getFileSystem().getSeparator(), ".");
        return name.substring(0, name.length() - ".class".length());
    }

    private static FuzzTarget of(String className) {
        try {
            Class<?> type = Class.forName(className);
            List<Method> tests = Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                    .toList();
            if (tests.size() != 1) {
                throw new IllegalStateException(className + " must have one @FuzzTest: Jazzer runs one a process");
            }
            Method test = tests.get(0);
            Method seeds = type.getDeclaredMethod(
                    test.getAnnotation(MethodSource.class).value()[0]);
            var constructor = type.getDeclaredConstructor();
            Stream.of(test, seeds, constructor).forEach((AccessibleObject part) -> part.setAccessible(true));
            return new FuzzTarget(constructor.newInstance(), test, seedsOf(seeds));
        } catch (ReflectiveOperationException malformed) {
            throw new IllegalStateException(className + " is no fuzz target", malformed);
        }
    }

    private static List<byte[]> seedsOf(Method method) throws ReflectiveOperationException {
        return ((Stream<?>) method.invoke(null)).map(byte[].class::cast).toList();
    }

    /** Throws what the test throws. */
    void check(byte[] input) throws Throwable {
        try {
            test.invoke(instance, (Object) input);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public String toString() {
        return instance.getClass().getSimpleName();
    }
}
