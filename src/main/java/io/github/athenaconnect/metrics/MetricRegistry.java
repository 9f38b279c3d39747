package io.github.athenaconnect.metrics;

/** Where metrics of one task are shown. */
public interface MetricRegistry {
    /**
     * Shows a group, all of it or nothing.
     *
     * @return whether it is shown now; not if another task of the same name, which has not ended, has one under its name
     */
    boolean add(MetricGroup group);

    /** Shows a group no longer that {@link #add} has shown. */
    void remove(MetricGroup group);
}
