package io.github.athenaconnect.localstack.s3;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.EnumSet;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/** Reaches into S3Proxy, which offers no place for a filter, and gives its servlet one. */
final class ServletFilters {
    private ServletFilters() {}

    /** Sets a filter before every request of a proxy that has not started yet. */
    static void add(S3Proxy proxy, Filter filter) throws IOException {
        try {
            Field server = S3Proxy.class.getDeclaredField("server");
            server.setAccessible(true);
            ((Server) server.get(proxy))
                    .getDescendant(ServletContextHandler.class)
                    .addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
        } catch (ReflectiveOperationException e) {
            throw new IOException("This version of S3Proxy keeps its server elsewhere", e);
        }
    }
}
