package io.github.athenaconnect.bench;

/**
 * One of the ways that are compared.
 *
 * @param name for the progress of a run
 * @param measure takes one turn and returns its value, positive, such as rows a second
 */
record Way(String name, Measure measure) {
    /** One turn. */
    interface Measure {
        double once() throws Exception;
    }
}
