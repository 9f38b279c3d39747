package io.github.athenaconnect.aws;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A class on the plugin's class path that provides credentials, and how it is made. */
public record ProviderClass(Class<?> type) {
    /**
     * Finds the class without running any of its code.
     *
     * @throws IllegalArgumentException with a message that goes on after the key's name
     */
    public static ProviderClass named(String name) {
        Class<?> type = load(name);
        if (!AwsCredentialsProvider.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    "must be a " + AwsCredentialsProvider.class.getName() + ", but " + name + " is none");
        }
        ProviderClass found = new ProviderClass(type);
        if (!Modifier.isPublic(type.getModifiers()) || found.ways().findAny().isEmpty()) {
            throw new IllegalArgumentException("must be a public class with a public constructor or a public static"
                    + " create(), either without arguments; " + name + " is not");
        }
        return found;
    }

    /** Makes and configures the provider; whatever its own code throws becomes the cause. */
    AwsCredentialsProvider create(Map<String, Password> parameters) {
        try {
            Object made = make(ways().findFirst().orElseThrow());
            if (made instanceof Configurable configurable) {
                configurable.configure(parameters.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                parameter -> parameter.getValue().value())));
            }
            return (AwsCredentialsProvider) made;
        } catch (ReflectiveOperationException | RuntimeException failure) {
            Throwable cause = failure instanceof InvocationTargetException
                    ? Objects.requireNonNullElse(failure.getCause(), failure)
                    : failure;
            throw SdkClientException.create(
                    "aws.credentials.provider.class " + type.getName() + " failed to start with "
                            + cause.getClass().getName(),
                    cause);
        }
    }

    private static Object make(Executable way) throws ReflectiveOperationException {
        return way instanceof Method method ? method.invoke(null) : ((Constructor<?>) way).newInstance();
    }

    /** The constructor first: a create() beside it is often a shortcut for defaults. */
    private Stream<Executable> ways() {
        Stream<Executable> constructors =
                Modifier.isAbstract(type.getModifiers()) ? Stream.empty() : Arrays.stream(type.getConstructors());
        Stream<Executable> factories = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("create")
                        && Modifier.isStatic(method.getModifiers())
                        && AwsCredentialsProvider.class.isAssignableFrom(method.getReturnType()))
                .map(Executable.class::cast);
        return Stream.concat(constructors, factories).filter(way -> way.getParameterCount() == 0);
    }

    /** The connector's own loader, which also has the SDK that the class must be made for. */
    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ProviderClass.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new IllegalArgumentException(
                    "must be a class beside the connector's own jars in the worker's plugin.path; \"" + name
                            + "\" cannot be loaded from there",
                    missing);
        }
    }
}
