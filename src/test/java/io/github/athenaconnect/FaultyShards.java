package io.github.athenaconnect;

import java.util.List;

/** One that is read by two tasks, in as many shards. */
final class FaultyShards implements FaultyQuery {
    private static final int TASKS = 2;

    private final ShardedWorld world;

    FaultyShards(Boundary boundary) {
        world = new ShardedWorld(boundary, ROWS_OF_RUNS, false)
                .with("query.orders.shards", Integer.toString(TASKS))
                .with("query.orders.timeout", TIMEOUT)
                .with("query.orders.retries", RETRIES);
        FaultyQuery.prepare(world.athena());
    }

    @Override
    public DisturbedWorld world() {
        return world;
    }

    @Override
    public List<String> live() {
        List<String> failures =
                world.forgetFailures().start(TASKS).untilTheEnd().failures();
        return List.copyOf(failures);
    }

    @Override
    public List<String> delivered() {
        return world.delivered();
    }

    @Override
    public List<String> truth() {
        return world.truth();
    }
}
