package io.github.athenaconnect.localstack.s3;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkRequests;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The store as one caller sees it: without what is denied to it, with the faults it is to meet. */
final class GuardedBlobStore extends ForwardingBlobStore {
    private final Rights rights;
    private final S3Faults faults;
    private final Map<ObjectName, GeneratedObject> generated;

    GuardedBlobStore(BlobStore delegate, Rights rights, S3Faults faults, Map<ObjectName, GeneratedObject> generated) {
        super(delegate);
        this.rights = rights;
        this.faults = faults;
        this.generated = generated;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        ObjectName name = new ObjectName(request.bucket(), request.key());
        check(Access.READ, name);
        if (rights.areOfService()) {
            return read(name, request);
        }
        faults.beforeRead(name);
        ResponseInputStream<GetObjectResponse> answer = read(name, request);
        return new ResponseInputStream<>(answer.response(), faults.body(name, answer));
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        ObjectName name = new ObjectName(request.bucket(), request.key());
        check(Access.READ, name);
        GeneratedObject object = generated.get(name);
        return object == null
                ? super.blobMetadata(request)
                : HeadObjectResponse.builder()
                        .contentLength(object.length())
                        .eTag(object.eTag())
                        .contentType("application/octet-stream")
                        .build();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        check(Access.READ, new ObjectName(request.bucket(), request.prefix() == null ? "" : request.prefix()));
        return super.list(request);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        check(Access.WRITE, new ObjectName(request.bucket(), request.key()));
        return super.putBlob(request, body);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        check(Access.WRITE, new ObjectName(request.bucket(), request.key()));
        return super.initiateMultipartUpload(request);
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        ObjectName name = new ObjectName(request.bucket(), request.key());
        check(Access.WRITE, name);
        if (generated.remove(name) != null) {
            return DeleteObjectResponse.builder().build();
        }
        return super.removeBlob(request);
    }

    @Override
    public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier object : request.delete().objects()) {
            ObjectName name = new ObjectName(request.bucket(), object.key());
            Optional<String> denial = rights.denialOfDeletion(name);
            if (denial.isPresent()) {
                errors.add(S3Error.builder()
                        .key(object.key())
                        .code("AccessDenied")
                        .message(denial.get())
                        .build());
            } else {
                removeBlob(DeleteObjectRequest.builder()
                        .bucket(name.bucket())
                        .key(name.key())
                        .build());
                deleted.add(DeletedObject.builder().key(object.key()).build());
            }
        }
        return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
    }

    private void check(Access access, ObjectName name) {
        if (rights.areFaulty(access, name)) {
            throw S3Faults.error(403, "AccessDenied", "Access Denied");
        }
    }

    private ResponseInputStream<GetObjectResponse> read(ObjectName name, GetObjectRequest request) {
        GeneratedObject object = generated.get(name);
        return object == null ? super.getBlob(request) : read(object, request);
    }

    private static ResponseInputStream<GetObjectResponse> read(GeneratedObject object, GetObjectRequest request) {
        if (request.ifMatch() != null && !request.ifMatch().equals(object.eTag())) {
            throw S3Exceptions.fromStatusCode(412);
        }
        long first = 0;
        long last = object.length() - 1;
        GetObjectResponse.Builder answer = GetObjectResponse.builder();
        if (request.range() != null) {
            SdkRequests.ByteRange range = SdkRequests.parseRange(request.range());
            first = range.first() == null ? object.length() - range.last() : range.first();
            last = range.first() == null || range.last() == null ? last : Math.min(range.last(), last);
            if (first > last) {
                throw S3Exceptions.fromStatusCode(416);
            }
            answer.contentRange("bytes " + first + "-" + last + "/" + object.length());
        }
        answer.contentLength(last - first + 1).eTag(object.eTag()).contentType("application/octet-stream");
        return new ResponseInputStream<>(
                answer.build(), AbortableInputStream.create(new GeneratedStream(object, first, last)));
    }
}
