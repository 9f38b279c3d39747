package io.github.athenaconnect.fault;

/** Where in a run something begins to go wrong, of all the occasions that the run gives it. */
public enum Moment {
    BEGINNING,
    MIDDLE,
    END;

    /** The number of its occasion, from 0, of {@code occasions}. */
    public int of(int occasions) {
        return switch (this) {
            case BEGINNING -> 0;
            case MIDDLE -> occasions / 2;
            case END -> occasions - 1;
        };
    }
}
