package io.github.athenaconnect.fake;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 in memory that understands ranges and If-Match, remembers requests and fails when told to. Safe for several threads. */
public final class FakeS3 implements S3Client {
    private final Map<String, StoredObject> objects = new ConcurrentHashMap<>();
    private final Deque<UnaryOperator<InputStream>> faults = new ConcurrentLinkedDeque<>();
    private final List<GetObjectRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger openBodies = new AtomicInteger();
    private final AtomicInteger timesClosed = new AtomicInteger();
    private final List<String> deletions = new CopyOnWriteArrayList<>();
    private volatile boolean deletionDenied;
    private volatile boolean forgetful;
    private UnaryOperator<InputStream> delivery = UnaryOperator.identity();

    public FakeS3 put(String location, String content) {
        return put(location, content.getBytes(StandardCharsets.UTF_8));
    }

    public FakeS3 put(String location, byte[] content) {
        objects.put(location, new StoredObject(content, tagOf(content)));
        return this;
    }

    /** Another one that holds the same objects, and was told and asked nothing yet. */
    public FakeS3 copy() {
        FakeS3 copy = new FakeS3();
        copy.objects.putAll(objects);
        return copy;
    }

    public boolean holds(String location) {
        return objects.containsKey(location);
    }

    public void remove(String location) {
        objects.remove(location);
    }

    /** Removes all whose location begins so. */
    public void removeBelow(String prefix) {
        objects.keySet().removeIf(location -> location.startsWith(prefix));
    }

    /** Sends every body that is not a fault's through {@code delivery}. */
    public FakeS3 delivering(UnaryOperator<InputStream> delivery) {
        this.delivery = delivery;
        return this;
    }

    /** Spoils the body of the next request that has no fault yet; a throwing fault fails the request itself. */
    public FakeS3 failNext(UnaryOperator<InputStream> fault) {
        faults.add(fault);
        return this;
    }

    /** Fails the next request that has no fault yet. */
    public FakeS3 failNext(RuntimeException failure) {
        return failNext(body -> {
            throw failure;
        });
    }

    public List<GetObjectRequest> requests() {
        return requests;
    }

    /** How many bodies were handed out and neither aborted nor closed. */
    public int openBodies() {
        return openBodies.get();
    }

    public int timesClosed() {
        return timesClosed.get();
    }

    /** Whether there is such an object. */
    public boolean has(String location) {
        return objects.containsKey(location);
    }

    /** Does not remember what it is asked from now on: for very many requests. */
    public FakeS3 forgettingRequests() {
        forgetful = true;
        return this;
    }

    /** Denies every deletion from now on. */
    public FakeS3 denyingDeletion() {
        deletionDenied = true;
        return this;
    }

    /** What was asked to be deleted, in order, refused or not. */
    public List<String> deletions() {
        return deletions;
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        String location = "s3://" + request.bucket() + "/" + request.key();
        deletions.add(location);
        if (deletionDenied) {
            throw error(403, "AccessDenied");
        }
        objects.remove(location);
        return DeleteObjectResponse.builder().build();
    }

    public static S3Exception error(int status, String code) {
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage("this is " + code)
                .build();
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        if (!forgetful) {
            requests.add(request);
        }
        UnaryOperator<InputStream> fault = Optional.ofNullable(faults.poll()).orElse(delivery);
        StoredObject object = objects.get("s3://" + request.bucket() + "/" + request.key());
        if (object == null) {
            throw error(404, "NoSuchKey");
        }
        if (request.ifMatch() != null && !request.ifMatch().equals(object.tag)) {
            throw error(412, "PreconditionFailed");
        }
        byte[] content = object.content;
        Range range = Range.of(request, content.length);
        InputStream body = fault.apply(new ByteArrayInputStream(content, range.first, range.end - range.first));
        GetObjectResponse answer = answer(request, range, object);
        openBodies.incrementAndGet();
        InputStream counted = new CountedBody(body);
        // The SDK would time a minute for each body that nobody reads, and keep the timers of all for so long.
        return new ResponseInputStream<>(
                answer, AbortableInputStream.create(counted, () -> close(counted)), Duration.ZERO);
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        try (ResponseInputStream<GetObjectResponse> body = getObject(request)) {
            return transformer.transform(body.response(), AbortableInputStream.create(body));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static GetObjectResponse answer(GetObjectRequest request, Range range, StoredObject object) {
        GetObjectResponse.Builder answer =
                GetObjectResponse.builder().eTag(object.tag).contentLength((long) range.end - range.first);
        if (request.range() != null) {
            if (range.first >= object.content.length) {
                throw error(416, "InvalidRange");
            }
            answer.contentRange("bytes " + range.first + "-" + (range.end - 1) + "/" + object.content.length);
        }
        return answer.build();
    }

    /** An object with its tag, which is too dear to be made for each request for a large one. */
    private static final class StoredObject {
        private final byte[] content;
        private final String tag;

        StoredObject(byte[] content, String tag) {
            this.content = content;
            this.tag = tag;
        }
    }

    /** The bytes from {@code first} to before {@code end}, as one of the three forms of a range asks for them. */
    private record Range(int first, int end) {
        private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)");

        static Range of(GetObjectRequest request, int length) {
            Matcher form = FORM.matcher(request.range() == null ? "bytes=0-" : request.range());
            if (!form.matches()) {
                throw error(416, "InvalidRange");
            }
            if (form.group(1).isEmpty()) {
                return new Range(Math.max(0, length - Integer.parseInt(form.group(2))), length);
            }
            int first = Math.min(length, Integer.parseInt(form.group(1)));
            int end = form.group(2).isEmpty() ? length : Math.min(length, Integer.parseInt(form.group(2)) + 1);
            return new Range(first, end);
        }
    }

    public static String tagOf(byte[] content) {
        return "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"";
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        timesClosed.incrementAndGet();
    }

    /** Counts as open until it is closed for the first time. */
    private final class CountedBody extends FilterInputStream {
        private final AtomicBoolean open = new AtomicBoolean(true);

        CountedBody(InputStream body) {
            super(body);
        }

        @Override
        public void close() throws IOException {
            if (open.getAndSet(false)) {
                openBodies.decrementAndGet();
            }
            super.close();
        }
    }
}
