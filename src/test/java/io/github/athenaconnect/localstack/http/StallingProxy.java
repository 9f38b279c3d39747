package io.github.athenaconnect.localstack.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a server, on 127.0.0.1, and can fall silent: at once, after the head of an answer, or in the middle of a
 * body. Silent connections stay open. Safe from any thread.
 */
public final class StallingProxy implements AutoCloseable {
    /** Where in an answer it falls silent. */
    public enum Stall {
        /** Nothing of the answer gets through. */
        NO_ANSWER,
        /** The head gets through, and no body. */
        HEAD_ONLY,
        /** The head gets through, and some of the body. */
        MID_BODY
    }

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final URI target;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(StallingProxy::daemon);
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger stalled = new AtomicInteger();
    private final Object release = new Object();
    private Stall stall;
    private long bodyBytes;

    private StallingProxy(URI target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "localstack-proxy");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts before {@code target}, and lets everything through. */
    public static StallingProxy before(URI target) {
        try {
            StallingProxy proxy = new StallingProxy(target);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy did not start", e);
        }
    }

    /** Where clients connect to. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Falls silent in every answer from now on. */
    public void stall(Stall where) {
        stall(where, 0);
    }

    /**
     * Falls silent in every answer from now on.
     *
     * @param afterBytes of a body, if it is to happen there; shorter ones get through
     */
    public void stall(Stall where, long afterBytes) {
        synchronized (release) {
            stall = where;
            bodyBytes = afterBytes;
        }
    }

    /** Lets everything through again, also what was held back. */
    public void release() {
        synchronized (release) {
            stall = null;
            release.notifyAll();
        }
    }

    /** How many answers were held back so far. */
    public int stalledAnswers() {
        return stalled.get();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(StallingProxy::closeQuietly);
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                open.add(client);
                open.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                threads.execute(() -> copy(client, server, false));
                threads.execute(() -> copy(server, client, true));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        AtomicLong ofBody = new AtomicLong();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                int through = answers ? admit(buffer, count, ofBody) : count;
                out.write(buffer, 0, through);
                if (through < count) {
                    hold();
                    out.write(buffer, through, count - through);
                }
            }
        } catch (IOException | InterruptedException e) {
            // A side has hung up: so does the other.
        }
        closeQuietly(from);
        closeQuietly(to);
        open.remove(from);
        open.remove(to);
    }

    /** How many of these bytes of an answer get through now. */
    private int admit(byte[] bytes, int count, AtomicLong ofBody) {
        synchronized (release) {
            int head = headEnd(bytes, count);
            if (head > 0) {
                ofBody.set(0);
            }
            if (stall == null) {
                return count;
            }
            return switch (stall) {
                case NO_ANSWER -> 0;
                case HEAD_ONLY -> head;
                case MID_BODY -> {
                    int through = (int) Math.min(count, head + bodyBytes - ofBody.get());
                    ofBody.addAndGet(through - head);
                    yield through;
                }
            };
        }
    }

    private static int headEnd(byte[] bytes, int count) {
        if (count < 5 || !new String(bytes, 0, 5, StandardCharsets.US_ASCII).equals("HTTP/")) {
            return 0;
        }
        for (int at = 0; at + HEAD_END.length <= count; at++) {
            if (java.util.Arrays.equals(bytes, at, at + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
                return at + HEAD_END.length;
            }
        }
        return 0;
    }

    private void hold() throws InterruptedException {
        stalled.incrementAndGet();
        synchronized (release) {
            while (stall != null) {
                release.wait();
            }
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A socket did not close", e);
        }
    }
}
