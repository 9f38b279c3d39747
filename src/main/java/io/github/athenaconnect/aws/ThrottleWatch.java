package io.github.athenaconnect.aws;

import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/**
 * Hears of every answer by which a service refused a request for coming too fast. The SDK repeats such requests, and tells of
 * that only where it publishes how a call went.
 *
 * @param throttled told once for each such answer, on the thread of the call
 */
record ThrottleWatch(Runnable throttled) implements MetricPublisher {
    /** How the SDK sorts what came of one attempt (CoreMetric.ERROR_TYPE). */
    private static final String THROTTLING = "Throttling";

    @Override
    public void publish(MetricCollection call) {
        call.childrenWithName("ApiCallAttempt")
                .flatMap(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).stream())
                .filter(THROTTLING::equals)
                .forEach(attempt -> throttled.run());
    }

    @Override
    public void close() {}
}
