package io.github.athenaconnect.localstack.environment;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the {@link LocalEnvironment} to tests that name it as a parameter: the same one to all, ended with the run. */
public final class LocalEnvironmentResolver implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LocalEnvironment.class);

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
