package io.github.athenaconnect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The classes of another version of Kafka than the tests' own, to be looked at and not to be used. For one thread. */
final class OlderClasses implements AutoCloseable {
    private final URLClassLoader loader;

    private OlderClasses(URLClassLoader loader) {
        this.loader = loader;
    }

    /** Those of the jars in {@code directory}. */
    static OlderClasses in(Path directory) {
        try (Stream<Path> jars = Files.list(directory)) {
            URL[] urls = jars.map(OlderClasses::url).toArray(URL[]::new);
            return new OlderClasses(new URLClassLoader(urls, new WithoutKafka()));
        } catch (IOException e) {
            throw new UncheckedIOException("The build left no jars of an older Connect in " + directory, e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " cannot be read from", e);
        }
    }

    /** The class of that name, unless there is none. */
    Optional<Class<?>> find(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Whether the class, or what it extends, declares such a method or, under the name {@code <init>}, such a constructor. */
    boolean hasMethod(Class<?> owner, String name, List<String> parameters, String returned) {
        if (name.equals("<init>")) {
            return Arrays.stream(owner.getDeclaredConstructors())
                    .map(Constructor::getParameterTypes)
                    .anyMatch(types -> names(types).equals(parameters));
        }
        return family(owner)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getName().equals(name))
                .filter(method -> method.getReturnType().getName().equals(returned))
                .map(Method::getParameterTypes)
                .anyMatch(types -> names(types).equals(parameters));
    }

    /** Whether the class, or what it extends, declares such a field. */
    boolean hasField(Class<?> owner, String name, String type) {
        return family(owner)
                .flatMap(member -> Arrays.stream(member.getDeclaredFields()))
                .filter(field -> field.getName().equals(name))
                .map(Field::getType)
                .anyMatch(found -> found.getName().equals(type));
    }

    private static List<String> names(Class<?>... types) {
        return Arrays.stream(types).map(Class::getName).toList();
    }

    /** The type and all that it extends and implements. */
    private static Stream<Class<?>> family(Class<?> type) {
        Stream<Class<?>> parents =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
        return Stream.concat(Stream.of(type), parents.flatMap(OlderClasses::family));
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The jars of an older Connect could not be closed", e);
        }
    }

    /** Everything that the tests have but Kafka. */
    private static final class WithoutKafka extends ClassLoader {
        WithoutKafka() {
            super(OlderClasses.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
