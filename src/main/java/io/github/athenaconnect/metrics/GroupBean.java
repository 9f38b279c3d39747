package io.github.athenaconnect.metrics;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of one group as an MBean whose attributes can be read and not set. */
final class GroupBean implements DynamicMBean {
    private static final Logger log = LoggerFactory.getLogger(GroupBean.class);

    private final Map<String, Supplier<Object>> values;
    private final MBeanInfo info;

    GroupBean(MetricGroup group) {
        this.values = group.values().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        metric -> metric.getKey().form().name(), Map.Entry::getValue));
        this.info = new MBeanInfo(
                GroupBean.class.getName(),
                "",
                group.values().keySet().stream().map(GroupBean::attribute).toArray(MBeanAttributeInfo[]::new),
                null,
                null,
                null);
    }

    private static MBeanAttributeInfo attribute(Metric metric) {
        MetricForm form = metric.form();
        Class<?> type = switch (form.kind()) {
            case COUNTER -> Long.class;
            case GAUGE -> Number.class;
            case TEXT -> String.class;
        };
        return new MBeanAttributeInfo(form.name(), type.getName(), form.meaning(), true, false, false);
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        Supplier<Object> value = values.get(attribute);
        if (value == null) {
            throw new AttributeNotFoundException("There is no metric " + attribute);
        }
        return value.get();
    }

    /** What cannot be read is left out of the answer, as the interface asks for. */
    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList found = new AttributeList();
        for (String attribute : attributes) {
            try {
                found.add(new Attribute(attribute, getAttribute(attribute)));
            } catch (AttributeNotFoundException | RuntimeException e) {
                log.debug("Metric {} cannot be read", attribute, e);
            }
        }
        return found;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("Metrics cannot be set, but " + attribute.getName() + " was to be");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(String actionName, Object[] params, String[] signature) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(actionName), "Metrics have no operations");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }
}
