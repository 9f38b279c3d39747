package io.github.athenaconnect.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hands out files as S3 hands out objects, over a network of a kind of its own. The kernel sends them, so that the server
 * takes little of the processors that are to read; no more of S3 is there than reading takes.
 */
final class ThrottledServer implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("GET (/\\S+) HTTP/1\\.1\r\n");
    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=(\\d*)-(\\d*)\r\n");
    private static final int LONGEST_REQUEST = 16 * 1024;
    private static final int PIECE = 64 * 1024;

    private final Path directory;
    private final Link link;
    private final ServerSocketChannel server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

    private ThrottledServer(Path directory, Link link, ServerSocketChannel server) {
        this.directory = directory;
        this.link = link;
        this.server = server;
    }

    /** Serves what is below {@code directory}: a directory for a bucket. */
    static ThrottledServer start(Path directory, Link link) throws IOException {
        ServerSocketChannel socket =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ThrottledServer server = new ThrottledServer(directory, link, socket);
        server.threads.execute(server::accept);
        return server;
    }

    URI endpoint() throws IOException {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort());
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel connection = server.accept();
                connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException closed) {
            // Nothing else ends it.
        }
    }

    private void serve(SocketChannel connection) {
        ByteBuffer room = ByteBuffer.allocate(LONGEST_REQUEST);
        try (connection) {
            while (receive(connection, room.clear())) {
                answer(connection, US_ASCII.decode(room.flip()).toString());
            }
        } catch (IOException cut) {
            // The reader has what it wants of this answer.
        } finally {
            connections.remove(connection);
        }
    }

    /** Whether there is one more request: its reader sends no other before it is answered. */
    private static boolean receive(SocketChannel connection, ByteBuffer room) throws IOException {
        while (connection.read(room) >= 0) {
            int end = room.position();
            if (end >= 4 && room.get(end - 1) == '\n' && room.get(end - 3) == '\n') {
                return true;
            }
        }
        return false;
    }

    private void answer(SocketChannel connection, String request) throws IOException {
        Matcher path = REQUEST.matcher(request);
        if (!path.lookingAt()) {
            refuse(connection, "400 Bad Request");
            return;
        }
        LockSupport.parkNanos(link.nanosToFirstByte());
        Path asked = directory.resolve(path.group(1).substring(1));
        if (!Files.isRegularFile(asked)) {
            refuse(connection, "404 Not Found");
            return;
        }
        try (FileChannel file = FileChannel.open(asked)) {
            answer(connection, request, file);
        }
    }

    private void answer(SocketChannel connection, String request, FileChannel file) throws IOException {
        long size = file.size();
        Matcher range = RANGE.matcher(request);
        boolean part = range.find();
        boolean tail = part && range.group(1).isEmpty();
        long from = !part ? 0 : tail ? Math.max(0, size - Long.parseLong(range.group(2))) : number(range.group(1));
        long to = !part || tail || range.group(2).isEmpty() ? size : Math.min(size, number(range.group(2)) + 1);
        String answer = (part ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n")
                + "ETag: \"1\"\r\nContent-Length: " + (to - from) + "\r\nContent-Range: bytes " + from + "-"
                + (to - 1) + "/" + size + "\r\n\r\n";
        connection.write(US_ASCII.encode(answer));
        send(file, from, to, connection);
    }

    /** Ends the reader's work, where a connection that breaks would be tried again and again. */
    private static void refuse(SocketChannel connection, String status) throws IOException {
        connection.write(US_ASCII.encode("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));
    }

    private static long number(String digits) {
        return Long.parseLong(digits);
    }

    /** A reader that has stalled does not get later what it did not take in time: no network has it in store. */
    private void send(FileChannel file, long from, long to, SocketChannel connection) throws IOException {
        long begin = System.nanoTime();
        long at = from;
        while (at < to) {
            at += file.transferTo(at, Math.min(PIECE, to - at), connection);
            long late = System.nanoTime() - begin - link.nanosFor(at - from);
            if (late > link.nanosFor(2L * PIECE)) {
                begin += late;
            }
            LockSupport.parkNanos(-late);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel connection : connections) {
                connection.close();
            }
            threads.shutdown();
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A connection of the throttled server does not end");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
