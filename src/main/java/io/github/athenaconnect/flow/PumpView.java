package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.TaskView;
import java.util.List;

/** How busy a pump is, for whoever asks. From any thread. */
record PumpView(List<Lane> lanes, RecordBuffer buffer, OpenResults results) implements TaskView {
    @Override
    public int queries() {
        return lanes.size();
    }

    @Override
    public long bufferedRecords() {
        return buffer.records();
    }

    @Override
    public long bufferedBytes() {
        return buffer.bytes();
    }

    @Override
    public int openResults() {
        return results.count();
    }

    @Override
    public int busyThreads() {
        return (int) lanes.stream().filter(Lane::isBusy).count();
    }
}
