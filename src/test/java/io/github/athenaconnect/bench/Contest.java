package io.github.athenaconnect.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two ways that take turns. What a machine does beside strikes both, so their ratio within a round is what counts; each goes
 * first in every other round.
 */
final class Contest {
    private final Way one;
    private final Way other;
    private final List<Double> ones = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    private Contest(Way one, Way other) {
        this.one = one;
        this.other = other;
    }

    /** Has both take so many turns, after one that does not count. */
    static Contest of(Way one, Way other, int rounds) throws Exception {
        return of(one, other, rounds, 1);
    }

    /** Has both take so many turns. */
    static Contest of(Way one, Way other, int rounds, int unmeasured) throws Exception {
        Contest contest = new Contest(one, other);
        for (int round = -unmeasured; round < rounds; round++) {
            contest.round(round);
        }
        return contest;
    }

    private void round(int round) throws Exception {
        boolean oneFirst = round % 2 == 0;
        double first = (oneFirst ? one : other).measure().once();
        double second = (oneFirst ? other : one).measure().once();
        double mine = oneFirst ? first : second;
        double theirs = oneFirst ? second : first;
        System.out.printf(
                Locale.ROOT,
                "  %s: %s %.4g, %s %.4g, ratio %.3f%n",
                round < 0 ? "warm-up" : "round " + (round + 1),
                one.name(),
                mine,
                other.name(),
                theirs,
                mine / theirs);
        if (round >= 0) {
            ones.add(mine);
            others.add(theirs);
            ratios.add(mine / theirs);
        }
    }

    /** What the first way reached in each round, divided by what the other did. */
    Spread ratio() {
        return Spread.of(ratios);
    }

    /** The first way's values. */
    Spread one() {
        return Spread.of(ones);
    }

    /** The other way's values. */
    Spread other() {
        return Spread.of(others);
    }
}
