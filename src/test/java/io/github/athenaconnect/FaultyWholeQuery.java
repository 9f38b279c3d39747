package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fault.FaultInjection;
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
    public SettableClock clock() {
        return world.clock();
    }

    @Override
    public FakeS3 s3() {
        return world.s3();
    }

    @Override
    public FakeAthena athena() {
        return world.athena();
    }

    @Override
    public void meet(FaultInjection fault) {
        world.meet(fault);
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
