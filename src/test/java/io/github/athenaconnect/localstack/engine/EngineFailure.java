package io.github.athenaconnect.localstack.engine;

import org.jspecify.annotations.Nullable;

/** A statement failed; the message is what Athena gives as {@code StateChangeReason} and {@code ErrorMessage}. */
public final class EngineFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorName name;

    /**
     * Makes a failure whose message is the name, a colon and the detail, as Athena writes it.
     *
     * @param detail such as {@code line 1:15: Table 'awsdatacatalog.shop.nothing' does not exist}
     */
    public EngineFailure(ErrorName name, String detail, @Nullable Throwable cause) {
        super(name + ": " + detail, cause);
        this.name = name;
    }

    /** Makes a failure that no other exception caused. */
    public EngineFailure(ErrorName name, String detail) {
        this(name, detail, null);
    }

    /** Which of the engine's errors it is; says category and type of the AthenaError. */
    public ErrorName name() {
        return name;
    }
}
