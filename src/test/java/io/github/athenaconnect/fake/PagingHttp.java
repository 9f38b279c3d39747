package io.github.athenaconnect.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * Answers GetQueryResults for a result of one column {@code a} in bytes of JSON, as Athena does, and counts how many of them the
 * SDK's client takes. A page token is the number of the line where the page begins and the size of the pages it is for. For
 * one thread.
 */
public final class PagingHttp implements SdkHttpClient {
    private static final Pattern SIZE = Pattern.compile("\"MaxResults\":(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"NextToken\":\"(\\d+) of (\\d+)\"");

    private final List<String> lines;
    private final List<Integer> asked = new ArrayList<>();
    private final List<Long> taken = new ArrayList<>();
    private boolean announcing = true;
    private boolean packing;
    private boolean strict;
    private boolean numbering;
    private int aborted;

    /** A result of these values, which JSON takes as they are, below a heading. */
    public PagingHttp(List<String> values) {
        lines = new ArrayList<>(List.of("a"));
        lines.addAll(values);
    }

    /** Does not say beforehand how long an answer is. */
    public PagingHttp withoutLength() {
        announcing = false;
        return this;
    }

    /** Packs the answers, and says only how long they are when packed. */
    public PagingHttp packing() {
        packing = true;
        return this;
    }

    /** Takes a token for pages of the size only for which it was given. */
    public PagingHttp strict() {
        strict = true;
        return this;
    }

    /** Takes a token for the number of a page, whatever its size. */
    public PagingHttp numbering() {
        numbering = true;
        return this;
    }

    /** How many rows each request asked for, in order. */
    public List<Integer> asked() {
        return asked;
    }

    /** How many bytes the client took of each answer, in order. */
    public List<Long> taken() {
        return taken;
    }

    /** How many connections the client broke off. */
    public int aborted() {
        return aborted;
    }

    /** A client of Athena that gets these answers, and asks as often as the connector's own. */
    public AthenaClient athena() {
        return athena(5);
    }

    /** A client of Athena that gets these answers, and asks so many times where the first fails. */
    public AthenaClient athena(int attempts) {
        return AthenaClient.builder()
                .httpClient(this)
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD)
                        .retryStrategy(strategy -> strategy.maxAttempts(attempts)))
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String body = request.contentStreamProvider()
                .map(content -> text(content.newStream()))
                .orElseThrow();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return answer(body);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse answer(String request) {
        Matcher size = SIZE.matcher(request);
        int rows = size.find() ? Integer.parseInt(size.group(1)) : 1000;
        asked.add(rows);
        Matcher token = TOKEN.matcher(request);
        int begin = token.find() ? Integer.parseInt(token.group(1)) : 0;
        int first = numbering && begin > 0 ? begin / Integer.parseInt(token.group(2)) * rows : begin;
        if (strict && begin > 0 && Integer.parseInt(token.group(2)) != rows) {
            return answer(
                    400,
                    "{\"__type\":\"InvalidRequestException\",\"Message\":\"Invalid NextToken\"}"
                            .getBytes(StandardCharsets.UTF_8));
        }
        int end = Math.min(first + rows, lines.size());
        String page = lines.subList(first, end).stream()
                .map(line -> "{\"Data\":[{\"VarCharValue\":\"" + line + "\"}]}")
                .collect(Collectors.joining(
                        ",",
                        "{\"ResultSet\":{\"Rows\":[",
                        "],\"ResultSetMetadata\":{\"ColumnInfo\":[{\"Name\":\"a\",\"Label\":\"a\",\"Type\":\"varchar\"}]}}"
                                + (end < lines.size() ? ",\"NextToken\":\"" + end + " of " + rows + "\"" : "") + "}"));
        return answer(200, page.getBytes(StandardCharsets.UTF_8));
    }

    private HttpExecuteResponse answer(int status, byte[] plain) {
        byte[] sent = packing ? packed(plain) : plain;
        SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(status);
        if (announcing) {
            response.putHeader("Content-Length", Integer.toString(sent.length));
        }
        if (packing) {
            response.putHeader("Content-Encoding", "gzip");
        }
        return HttpExecuteResponse.builder()
                .response(response.build())
                .responseBody(AbortableInputStream.create(new Counted(sent, taken.size()), () -> aborted++))
                .build();
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {}

    private final class Counted extends InputStream {
        private final byte[] bytes;
        private final int answer;
        private int at;

        Counted(byte[] bytes, int answer) {
            this.bytes = bytes;
            this.answer = answer;
            taken.add(0L);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, from, count);
            at += count;
            taken.set(answer, (long) at);
            return count;
        }
    }
}
