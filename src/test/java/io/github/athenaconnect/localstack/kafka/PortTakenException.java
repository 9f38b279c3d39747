package io.github.athenaconnect.localstack.kafka;

/** A server of the local stack was told to listen on a port that another process holds. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the port and what to do. */
    public PortTakenException(int port, Throwable cause) {
        super(
                "Port " + port + " of 127.0.0.1 is taken by another process: stop that one, or choose another port",
                cause);
    }
}
