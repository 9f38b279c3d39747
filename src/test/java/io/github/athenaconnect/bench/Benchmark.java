package io.github.athenaconnect.bench;

/** One question about speed or memory, answered by figures. */
interface Benchmark {
    /** One word by which it is asked for. */
    String name();

    /** Measures; everything that it started has ended when it returns. */
    void run(Effort effort, Report report) throws Exception;
}
