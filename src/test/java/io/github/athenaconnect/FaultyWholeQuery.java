package io.github.athenaconnect;

import java.util.List;

/** One that is read by one task. */
final class FaultyWholeQuery implements FaultyQuery {
    private final SweptMode mode;
    private final SweptScenario scenario;
    private final SweptWorld world;

    FaultyWholeQuery(SweptMode mode, FaultSetting setting) {
        this.mode = mode;
        this.scenario = SweptScenario.of("a fault", ROWS_OF_RUNS)
                .onAthena(FaultyQuery::prepare)
                .with("query.default.timeout", TIMEOUT)
                .with("query.default.retries", RETRIES)
                .with("query.default.result.format", setting.format());
        this.world = new SweptWorld(mode, setting.boundary(), false, scenario);
    }

    @Override
    public DisturbedWorld world() {
        return world;
    }

    @Override
    public List<String> live() throws InterruptedException {
        try {
            world.live(CrashPoints.NEVER);
            return List.of();
        } catch (RuntimeException failure) {
            return List.of(String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public List<String> delivered() {
        return world.kafka().delivered("orders").stream()
                .map(SimulatedKafka.Delivered::id)
                .toList();
    }

    @Override
    public List<String> truth() {
        return scenario.truth(mode);
    }
}
