package io.github.athenaconnect.localstack.environment;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the {@link LocalEnvironment} to tests that name it as a parameter: the same one to all, ended with the run. After each
 * class the connectors are deleted that it has left on the shared worker, or one with a schedule would go on beside all others.
 */
public final class LocalEnvironmentResolver implements ParameterResolver, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(LocalEnvironment.class);

    @Override
    public void afterAll(ExtensionContext context) {
        LocalEnvironment environment =
                context.getRoot().getStore(NAMESPACE).get(LocalEnvironment.class, LocalEnvironment.class);
        if (environment != null) {
            environment.deleteConnectors();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalEnvironment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The root store closes what it holds when the last test has run.
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(LocalEnvironment.class, type -> LocalEnvironment.start(), LocalEnvironment.class);
    }
}
