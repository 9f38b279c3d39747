package io.github.athenaconnect.localstack.demo;

import io.github.athenaconnect.localstack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The settings that put this machine in the place of AWS; all others are those of the connector's file.
 *
 * @param values what is laid over, in the order it is shown
 */
record Overlay(Map<String, String> values) {
    private static final String ID = "access.key.id";
    private static final String SECRET = "secret.access.key";

    /**
     * Makes the settings for a stack. Its keys go into a file in {@code directory}, and only references to them into the
     * configuration: that is how a secret stays out of the answers of a worker's REST interface.
     */
    static Overlay of(LocalStack stack, String schedule, Path directory) {
        Path secrets = directory.resolve("aws.properties");
        write(stack, secrets);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("aws.region", stack.region().id());
        values.put("aws.athena.endpoint", stack.athenaEndpoint().toString());
        values.put("aws.sts.endpoint", stack.stsEndpoint().toString());
        values.put("aws.s3.endpoint", stack.s3Endpoint().toString());
        values.put("aws.s3.path.style.access", "true");
        values.put("aws.credentials.mode", "access_keys");
        values.put("aws.access.key.id", reference(secrets, ID));
        values.put("aws.secret.access.key", reference(secrets, SECRET));
        values.put("athena.output.location", stack.outputLocation());
        values.put("query.default.schedule", schedule);
        return new Overlay(values);
    }

    private static void write(LocalStack stack, Path file) {
        Properties secrets = new Properties();
        secrets.setProperty(ID, stack.accessKey().id());
        secrets.setProperty(SECRET, stack.accessKey().secret());
        try (Writer writer = Files.newBufferedWriter(file)) {
            secrets.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("The keys of the local stack could not be written to " + file, e);
        }
    }

    private static String reference(Path file, String key) {
        return "${file:" + file + ":" + key + "}";
    }

    void showOn(PrintStream out) {
        values.forEach((key, value) -> out.println("    " + key + "=" + value));
    }
}
