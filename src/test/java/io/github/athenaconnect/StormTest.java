package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand kills, rebalances and redeployments of a connector with queries of every mode, by chance. */
@ExtendWith(SilentLog.class)
class StormTest {
    private static final int DISTURBANCES = Integer.getInteger("storm.disturbances", 1000);
    private static final int A_WORLD = 125;
    private static final List<Boundary> BOUNDARIES = List.of(Boundary.values());
    private final long seed = Chance.seed("storm.seed");

    @Test
    void everyRunThatIsDueStartsOneExecution() {
        Map<StormWorld.Disturbance, Integer> met = new EnumMap<>(StormWorld.Disturbance.class);
        int executions = 0;
        int starts = 0;
        long twice = 0;
        long left = 0;
        for (int world = 0, done = 0; done < DISTURBANCES; world++, done += A_WORLD) {
            Boundary boundary = BOUNDARIES.get(world % BOUNDARIES.size());
            StormWorld raged = new StormWorld(boundary, new SplittableRandom(seed + world))
                    .rage(Math.min(A_WORLD, DISTURBANCES - done));
            StormPromise promise = new StormPromise(raged, boundary);
            try {
                promise.check();
            } catch (AssertionError e) {
                throw new AssertionError("-Dstorm.seed=" + seed + ", world " + world + ", " + boundary, e);
            }
            raged.disturbances().forEach((kind, count) -> met.merge(kind, count, Integer::sum));
            executions += raged.athena().started().size();
            starts += raged.athena().asked().size();
            twice += promise.fromTwoWatermarks();
            left += promise.leftBehind();
        }
        System.out.println("A storm of " + met + ": " + executions + " executions, asked for by " + starts + " starts; "
                + twice + " of a second watermark, " + left + " left behind; -Dstorm.seed=" + seed);
        assertThat(met).hasSize(StormWorld.Disturbance.values().length);
    }
}
