package io.github.athenaconnect.localstack.athena.execution;

/** The caller of an execution may not do what it needs; carries the failure that the caller is to see. */
public final class ExecutionRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    ExecutionRefused(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
