package io.github.athenaconnect.localstack.engine;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Starts one kind of engine; found by {@link ServiceLoader}, so that an engine is added by naming its provider in
 * {@code META-INF/services}.
 */
public interface EngineProvider {
    /** The name that the system property {@code localstack.engine} selects it by. */
    String name();

    /** Starts an engine that unloads to this S3; returns when it takes statements. */
    Engine start(S3Access s3);

    /** Finds a provider by its name. */
    static EngineProvider named(String name) {
        List<EngineProvider> providers = ServiceLoader.load(EngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No engine is called '" + name + "'; known: "
                        + providers.stream().map(EngineProvider::name).toList()));
    }
}
