package io.github.athenaconnect.metrics;

/** What a task tells of itself when it is asked. From any thread; quick, as operators ask often. */
public interface TaskView {
    /** Queries and shards it runs. */
    int queries();

    /** Rows and other records that were read and that the worker has not taken yet. */
    long bufferedRecords();

    /** Their size, in bytes of their results. */
    long bufferedBytes();

    /** Results that are open, or about to be. */
    int openResults();

    /** Queries that take a step at this moment, each on a thread. */
    int busyThreads();
}
