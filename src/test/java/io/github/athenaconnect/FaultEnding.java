package io.github.athenaconnect;

/** What comes of something that goes wrong, in the words of the table. */
enum FaultEnding {
    /** Nothing is lost, doubled or paid twice, and the task goes on. */
    SURVIVES("survives"),
    /** The same, but for another execution, as there was no result. */
    RUNS_AGAIN("runs again"),
    /** The same, and rows that were delivered come again. */
    RUNS_AGAIN_WITH_ALL_ROWS("runs again, rows twice"),
    /** The task fails; once that is mended, nothing is lost, doubled or paid twice. */
    FAILS("fails"),
    /** The task fails, and its restart starts another execution. */
    FAILS_AND_RUNS_AGAIN("fails, then runs again"),
    /** The same, and rows that were delivered come again. */
    FAILS_AND_RUNS_AGAIN_WITH_ALL_ROWS("fails, then runs again, rows twice"),
    /** The task fails, and fails after a restart, which pays for nothing, until somebody does what the message says. */
    FAILS_UNTIL_CHANGED("fails until changed");

    private final String words;

    FaultEnding(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
