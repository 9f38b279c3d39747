package io.github.athenaconnect.metrics;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What this JVM shows by JMX of the tasks of one connector. */
public final class Beans {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private Beans() {}

    /** The names of the MBeans of plugins of a connector, written as they were registered. */
    public static Set<String> of(String connector) {
        return names(connector).map(ObjectName::toString).collect(Collectors.toSet());
    }

    private static Stream<ObjectName> names(String connector) {
        try {
            ObjectName pattern = new ObjectName("kafka.connect:type=plugins,*");
            return SERVER.queryNames(pattern, null).stream()
                    .filter(name -> plain(name.getKeyProperty("connector")).equals(connector));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(String value) {
        return value.startsWith("\"") ? ObjectName.unquote(value) : value;
    }

    /** All attributes of an MBean. */
    public static Map<String, Object> attributes(String name) {
        try {
            ObjectName bean = new ObjectName(name);
            Map<String, Object> values = new TreeMap<>();
            for (MBeanAttributeInfo attribute : SERVER.getMBeanInfo(bean).getAttributes()) {
                values.put(attribute.getName(), SERVER.getAttribute(bean, attribute.getName()));
            }
            return values;
        } catch (JMException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
