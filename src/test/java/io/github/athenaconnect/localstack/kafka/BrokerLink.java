package io.github.athenaconnect.localstack.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A line to the broker that can be cut, as networks are: clients that know the broker by this address meet it through this
 * line only. Safe from any thread.
 */
public final class BrokerLink implements AutoCloseable {
    private static final int BUFFER = 65_536;

    /** What happens to connections. */
    private enum State {
        OPEN,
        SILENT,
        CUT
    }

    private final String listener;
    private final int brokerPort;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "broker-link");
        thread.setDaemon(true);
        return thread;
    });

    private State state = State.OPEN;
    private volatile long delayNanos;

    private BrokerLink(String listener, int brokerPort, ServerSocket door) {
        this.listener = listener;
        this.brokerPort = brokerPort;
        this.door = door;
    }

    /**
     * Opens a line on a free port.
     *
     * @param listener the broker's name for it
     * @param brokerPort where the broker listens for it
     */
    static BrokerLink open(String listener, int brokerPort) throws IOException {
        BrokerLink link =
                new BrokerLink(listener, brokerPort, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        link.threads.execute(link::welcome);
        return link;
    }

    String listener() {
        return listener;
    }

    int brokerPort() {
        return brokerPort;
    }

    /** The broker's address at the clients' end of this line, {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** Breaks all connections, and every new one at once, until {@link #heal}. */
    public void cut() {
        enter(State.CUT);
        sockets.forEach(BrokerLink::end);
    }

    /** Carries nothing any more, without telling anybody; {@link #heal} delivers what was sent meanwhile. */
    public void silence() {
        enter(State.SILENT);
    }

    /** Carries everything again. */
    public void heal() {
        enter(State.OPEN);
    }

    /** Has everything arrive so much later than it was sent, each way, on connections that are made from now on. */
    public void delay(Duration oneWay) {
        delayNanos = oneWay.toNanos();
    }

    private synchronized void enter(State next) {
        state = next;
        notifyAll();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The door was closed, or this client went away before it was let in: both are no news.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        sockets.add(client);
        if (isCut()) {
            client.close();
            sockets.remove(client);
            return;
        }
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
        sockets.add(broker);
        threads.execute(() -> carry(client, broker));
        threads.execute(() -> carry(broker, client));
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = delayNanos == 0 ? to.getOutputStream() : later(to.getOutputStream())) {
            // Or what is small would wait for the answer to what was sent before, and the line would be slower than it
            // says.
            to.setTcpNoDelay(true);
            InputStream in = from.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitSound();
                if (isCut()) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The other end is gone, which its peer is told below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** However much is under way, it arrives in order and at the pace at which it was sent, all of it before the end. */
    private OutputStream later(OutputStream out) {
        DelayedStream delayed = new DelayedStream(out, delayNanos);
        threads.execute(delayed::deliver);
        return delayed;
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private synchronized boolean isCut() {
        return state == State.CUT;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A connection of a broker link could not be closed", e);
        }
    }

    /** Ends the line and all of its connections. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The broker link " + listener + " could not be closed", e);
        }
        cut();
        threads.shutdownNow();
    }
}
