package io.github.athenaconnect.localstack.connect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.Connect;

/**
 * The commands that start a worker, {@code connect-distributed} and {@code connect-standalone}, of whatever version is on the
 * class path: their methods are looked for when the worker is, as they are not those that this was compiled with.
 */
final class ConnectCommand {
    private ConnectCommand() {}

    /** Starts a member of a Connect cluster in this JVM and returns when its REST interface answers. */
    static Connect<?> distributed(Map<String, String> properties) {
        return start(new ConnectDistributed(), properties, List.of());
    }

    /** Starts a worker with the connectors of {@code files} in this JVM. */
    static Connect<?> standalone(Map<String, String> properties, List<Path> files) {
        return start(new ConnectStandalone(), properties, files);
    }

    private static Connect<?> start(Object command, Map<String, String> properties, List<Path> files) {
        String[] names = files.stream().map(Path::toString).toArray(String[]::new);
        Method start = method(command, "startConnect");
        // In 3.7 it takes the files, in 3.9 another method does.
        if (start.isVarArgs()) {
            return (Connect<?>) call(start, command, properties, names);
        }
        Connect<?> connect = (Connect<?>) call(start, command, properties);
        if (names.length > 0) {
            call(method(command, "processExtraArgs"), command, connect, names);
        }
        return connect;
    }

    private static Method method(Object command, String name) {
        return Arrays.stream(command.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        command.getClass().getName() + " of this version of Connect has no public method " + name));
    }

    private static Object call(Method method, Object command, Object... arguments) {
        try {
            return method.invoke(command, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("The worker did not start", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " of this version of Connect cannot be called", e);
        }
    }
}
