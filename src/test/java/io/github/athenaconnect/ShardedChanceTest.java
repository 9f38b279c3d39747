package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several crashes after each other, of one task or of all, with tasks and shards that become more or fewer, by chance. */
@ExtendWith(SilentLog.class)
class ShardedChanceTest {
    private static final int WORLDS = Integer.getInteger("shards.worlds", 400);
    private static final int MOST_CRASHES = 5;
    private static final List<Boundary> BOUNDARIES = List.of(Boundary.values());

    private final long seed = Chance.seed("shards.seed");

    private int crashed;

    /** What happened, for whoever must find out why. */
    private final StringBuilder story = new StringBuilder();

    @Test
    void whateverHappensRowsAreExactOrATaskSaysWhy() {
        int exact = 0;
        for (int world = 0; world < WORLDS; world++) {
            SplittableRandom chance = new SplittableRandom(seed + world);
            story.setLength(0);
            story.append("-Dshards.seed=").append(seed + world);
            exact += isExact(chance, chance.nextBoolean()) ? 1 : 0;
        }
        System.out.println("Of " + WORLDS + " worlds of shards, with " + crashed + " crashes, " + exact
                + " were exact, the others were told why not;" + " -Dshards.seed=" + seed);
        assertThat(exact).as("seed " + seed).isGreaterThan(WORLDS / 2);
        assertThat(crashed).as("seed " + seed).isGreaterThan(WORLDS / 4);
    }

    private boolean isExact(SplittableRandom chance, boolean forgetful) {
        Boundary boundary = BOUNDARIES.get(chance.nextInt(BOUNDARIES.size()));
        List<Integer> rows = IntStream.range(0, 1 + chance.nextInt(4))
                .mapToObj(run -> chance.nextInt(9))
                .toList();
        ShardedWorld world = new ShardedWorld(boundary, rows, false);
        int shards = 2 + chance.nextInt(4);
        story.append(", ")
                .append(boundary)
                .append(", rows ")
                .append(rows)
                .append(", shards ")
                .append(shards);
        world.with("query.orders.shards", Integer.toString(shards));
        int crashes = chance.nextInt(MOST_CRASHES);
        int tasks = 1 + chance.nextInt(4);
        for (int crash = 0; crash < crashes; crash++) {
            int victim = chance.nextInt(Math.min(tasks, shards));
            long fatal = 1L + chance.nextInt(60);
            story.append("\n")
                    .append(tasks)
                    .append(" tasks, ")
                    .append(victim)
                    .append(" crashes at ")
                    .append(fatal);
            crashed += world.start(tasks, victim, fatal).untilACrash() ? 1 : 0;
            if (chance.nextInt(3) == 0) {
                story.append(", the others go on");
                world.untilTheEnd();
            }
            if (forgetful && chance.nextBoolean()) {
                story.append(", tokens are forgotten");
                world.athena().forgetTokens();
            }
            if (chance.nextBoolean()) {
                story.append(", it comes back");
                world.restart(victim).untilTheEnd();
            }
            tasks = 1 + chance.nextInt(4);
        }
        world.start(tasks).untilTheEnd();
        return judged(world, boundary, forgetful);
    }

    private boolean judged(ShardedWorld world, Boundary boundary, boolean forgetful) {
        String when = story.toString();
        if (!world.failures().isEmpty()) {
            assertThat(forgetful).as(when + "\n" + world.failures()).isTrue();
            assertThat(world.failures()).as(when).allMatch(said -> said.matches(ShardedWorld.DISAGREEMENT));
            return false;
        }
        if (boundary.exactlyOnce()) {
            assertThat(world.delivered()).as(when).containsExactlyInAnyOrderElementsOf(world.truth());
        } else {
            assertThat(new HashSet<>(world.delivered())).as(when).isEqualTo(new HashSet<>(world.truth()));
        }
        if (!forgetful) {
            assertThat(world.athena().started()).as(when).hasSize(world.runs());
        }
        return true;
    }
}
