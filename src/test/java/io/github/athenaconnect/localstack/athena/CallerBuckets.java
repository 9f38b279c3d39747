package io.github.athenaconnect.localstack.athena;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.athena.command.Command;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.athena.result.ResultPlace;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.localstack.s3.ObjectName;
import io.github.athenaconnect.localstack.s3.S3Server;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Decides where a result goes, and reaches it with the rights of the caller. */
final class CallerBuckets implements AutoCloseable {
    /** Where managed results are kept. */
    private static final String MANAGED_BUCKET = "athena-managed-query-results";

    private static final String NO_LOCATION = "No output location provided. An output location is required either"
            + " through the Workgroup result configuration setting or as an API input.";

    /** As users have met it: opencost/opencost#3257, DyfanJones/noctua#227. */
    private static final String MANAGED =
            "ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.";

    private final S3Server s3;
    private final AccessKeys accessKeys;
    private final Region region;
    private final AccessKey own;
    private final Map<String, S3Client> clients = new ConcurrentHashMap<>();

    CallerBuckets(S3Server s3, AccessKeys accessKeys, Region region) {
        this.s3 = s3;
        this.accessKeys = accessKeys;
        this.region = region;
        this.own = accessKeys.create("ATHENASERVICE");
        s3.createBucket(MANAGED_BUCKET);
    }

    ResultPlace place(
            @Nullable ResultConfiguration asked,
            WorkGroupSettings workGroup,
            AccessKey caller,
            String executionId,
            Command command)
            throws RequestRefused {
        String name = executionId + command.extension();
        if (workGroup.managedResults()) {
            if (asked != null) {
                throw RequestRefused.invalid("INVALID_INPUT", MANAGED);
            }
            return new ResultPlace(new ObjectName(MANAGED_BUCKET, name), client(own), Optional.empty(), true);
        }
        String location = location(Optional.ofNullable(asked).map(ResultConfiguration::outputLocation), workGroup);
        if (!location.matches("s3://[^/]+(/.*)?")) {
            throw RequestRefused.invalid("INVALID_INPUT", "outputLocation is not a valid S3 path.");
        }
        ObjectName folder = ObjectName.parse(location.endsWith("/") ? location : location + "/");
        ResultPlace place = new ResultPlace(
                new ObjectName(folder.bucket(), folder.key() + name),
                client(caller),
                encryption(Optional.ofNullable(asked).map(ResultConfiguration::encryptionConfiguration), workGroup),
                false);
        requireBucket(place);
        return place;
    }

    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
    }

    private static String location(Optional<String> asked, WorkGroupSettings workGroup) throws RequestRefused {
        Optional<String> location = workGroup.enforced() || asked.isEmpty() ? workGroup.outputLocation() : asked;
        return location.orElseThrow(() -> RequestRefused.invalid("INVALID_INPUT", NO_LOCATION));
    }

    private static Optional<EncryptionConfiguration> encryption(
            Optional<EncryptionConfiguration> asked, WorkGroupSettings workGroup) {
        return workGroup.enforced() || asked.isEmpty() ? workGroup.encryption() : asked;
    }

    private static void requireBucket(ResultPlace place) throws RequestRefused {
        String bucket = place.object().bucket();
        try {
            place.s3().getBucketLocation(get -> get.bucket(bucket));
        } catch (S3Exception e) {
            throw RequestRefused.invalid("INVALID_INPUT", "Unable to verify/create output bucket " + bucket);
        }
    }

    private S3Client client(AccessKey caller) {
        return clients.computeIfAbsent(caller.id(), id -> s3.client(accessKeys.onBehalfOf(id), region));
    }
}
