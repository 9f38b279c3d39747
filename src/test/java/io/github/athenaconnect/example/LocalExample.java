package io.github.athenaconnect.example;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.LocalStack;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays the local stack over an example, in the place of AWS; all else is as the example has it. */
final class LocalExample {
    private LocalExample() {}

    static Deployment of(Map<String, String> config, LocalStack aws) {
        String name = config.get("name");
        return new Deployment(name, config)
                .withAll(Deployment.of(name, aws).config().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("aws."))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .with("athena.output.location", aws.outputLocation())
                // A machine that runs all tests may be busy.
                .with("validation.timeout.ms", "80000");
    }
}
