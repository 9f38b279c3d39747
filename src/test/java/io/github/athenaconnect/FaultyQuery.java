package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A query of three runs, of which the second meets something that goes wrong. For one thread. */
interface FaultyQuery {
    /** Enough for several files of an UNLOAD and several pages in the run that counts. */
    List<Integer> ROWS_OF_RUNS = List.of(3, 5, 3);

    /** Short enough for the next run not to be missed when patience is at its end. */
    String TIMEOUT = "20s";

    /** When the run that counts is due. */
    Instant DUE = SweptTable.FIRST_DUE.plus(SweptTable.PERIOD);

    /** When the next one is. */
    Instant NEXT_DUE = DUE.plus(SweptTable.PERIOD);

    /** Before that, as long as the longest wait for a quota: a run that is not begun when the next is due is left behind. */
    Instant LATEST_QUOTA = NEXT_DUE.minusSeconds(32);

    /** Few enough for all of them to be used up by then. */
    String RETRIES = "1";

    /** Lets an Athena take its time, and hand out pages of few rows. */
    static void prepare(FakeAthena athena) {
        athena.runsFor(Duration.ofSeconds(2)).pagesOf(3).missingResultsSaying("Could not find results");
    }

    /** Where it runs. */
    DisturbedWorld world();

    /**
     * One life of its tasks, until all is done that is due.
     *
     * @return what they said that failed
     */
    List<String> live() throws InterruptedException;

    /** The rows that were delivered, as they came. */
    List<String> delivered();

    /** The rows that are to be. */
    List<String> truth();

    /** How many executions are due. */
    default int runs() {
        return ROWS_OF_RUNS.size();
    }
}
