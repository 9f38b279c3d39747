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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern RANGE = Pattern.compile("(?i)\r\nRange: bytes=(\\d+)-");

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
     * @param afterBytes of an object, if it is to happen in a body; shorter ones get through. A client that gives up and asks for
     *     the rest gets no more of it, however often its patience ends.
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
                AtomicLong begin = new AtomicLong();
                threads.execute(() -> copy(client, server, false, begin));
                threads.execute(() -> copy(server, client, true, begin));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Begins, of a connection, at which byte of its object the next body does. */
    private void copy(Socket from, Socket to, boolean answers, AtomicLong begin) {
        byte[] buffer = new byte[8192];
        AtomicLong ofBody = new AtomicLong();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!answers) {
                    rangeBegin(buffer, count).ifPresent(begin::set);
                }
                int through = answers ? admit(buffer, count, ofBody, begin.get()) : count;
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
    private int admit(byte[] bytes, int count, AtomicLong ofBody, long begin) {
        synchronized (release) {
            int head = headEnd(bytes, count);
            if (head > 0) {
                ofBody.set(begin);
            }
            if (stall == null) {
                return count;
            }
            return switch (stall) {
                case NO_ANSWER -> 0;
                case HEAD_ONLY -> head;
                case MID_BODY -> {
                    int through = head + (int) Math.max(0, Math.min(count - head, bodyBytes - ofBody.get()));
                    ofBody.addAndGet(through - head);
                    yield through;
                }
            };
        }
    }

    /** Where a request wants its object to begin; empty for bytes that are no head of a request for one. */
    private static OptionalLong rangeBegin(byte[] bytes, int count) {
        String text = new String(bytes, 0, count, StandardCharsets.US_ASCII);
        if (!text.startsWith("GET ")) {
            return OptionalLong.empty();
        }
        Matcher range = RANGE.matcher(text);
        return OptionalLong.of(range.find() ? Long.parseLong(range.group(1)) : 0);
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
