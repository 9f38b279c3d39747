package io.github.athenaconnect.localstack.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1, for servers that must know theirs before they listen. */
final class LoopbackPort {
    private LoopbackPort() {}

    /**
     * A port nobody listened on a moment ago. Another process may take it before its user does: the system hands such
     * ports out in turn, so that this is rare, and the server that loses fails at its start.
     */
    static int free() {
        return probe(0);
    }

    /**
     * Gives {@code port} back when it can be listened on.
     *
     * @throws PortTakenException when somebody does so already
     */
    static int requireFree(int port) {
        return probe(port);
    }

    private static int probe(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As Kafka does: a port whose last connections are still winding down counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (java.net.BindException e) {
            throw new PortTakenException(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " of 127.0.0.1 could not be tried", e);
        }
    }
}
