package io.github.athenaconnect.metrics;

import java.util.Map;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MBeans of our own, for workers before Kafka 4.1. Their names and attributes are those that Kafka's JmxReporter gives the same
 * metrics on newer ones, so that whoever reads them notices no difference.
 */
public final class JmxMetricRegistry implements MetricRegistry {
    private static final Logger log = LoggerFactory.getLogger(JmxMetricRegistry.class);

    /** What Kafka leaves as it is in the name of an MBean; anything else is quoted (org.apache.kafka.common.utils.Sanitizer). */
    private static final Pattern PLAIN = Pattern.compile("[\\w-%. \t]*");

    private final MBeanServer server;
    private final String connector;
    private final int task;

    /**
     * The MBeans of one task.
     *
     * @param server where they are registered
     * @param connector the name of its connector
     * @param task its number in the connector, from 0
     */
    public JmxMetricRegistry(MBeanServer server, String connector, int task) {
        this.server = server;
        this.connector = connector;
        this.task = task;
    }

    @Override
    public boolean add(MetricGroup group) {
        ObjectName name = name(group);
        try {
            server.registerMBean(new GroupBean(group), name);
            return true;
        } catch (InstanceAlreadyExistsException taken) {
            return false;
        } catch (JMException refused) {
            throw new IllegalStateException("MBean " + name + " cannot be registered", refused);
        }
    }

    @Override
    public void remove(MetricGroup group) {
        ObjectName name = name(group);
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            log.debug("MBean {} is not there any more", name, gone);
        } catch (JMException refused) {
            throw new IllegalStateException("MBean " + name + " cannot be removed", refused);
        }
    }

    private ObjectName name(MetricGroup group) {
        StringBuilder name = new StringBuilder("kafka.connect:type=plugins");
        append(name, "connector", connector);
        append(name, "task", Integer.toString(task));
        for (Map.Entry<String, String> tag : group.tags().entrySet()) {
            append(name, tag.getKey(), tag.getValue());
        }
        try {
            return new ObjectName(name.toString());
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("Whatever is quoted makes a name, but not " + name, e);
        }
    }

    private static void append(StringBuilder name, String tag, String value) {
        String written = PLAIN.matcher(value).matches() ? value : ObjectName.quote(value);
        name.append(',').append(tag).append('=').append(written);
    }
}
