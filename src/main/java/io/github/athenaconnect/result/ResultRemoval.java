package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Deletes what Athena wrote for an execution: the object of its result and the one beside it that describes the columns; of
 * an UNLOAD the files, their list and its description. Safe for several threads.
 */
public final class ResultRemoval {
    /** Athena writes {@code <id>.csv.metadata} beside {@code <id>.csv}, and likewise for {@code .txt}. */
    private static final String DESCRIPTION = ".metadata";

    /** Of an UNLOAD there are {@code <id>-manifest.csv} and {@code <id>.metadata}. No other result is called so. */
    private static final String LIST = "-manifest.csv";

    private static final int ATTEMPTS = 2;

    private final S3Client s3;
    private final Optional<String> expectedBucketOwner;
    private final Optional<String> unloads;

    /**
     * Deletes with {@code s3}, which stays the caller's to close.
     *
     * @param expectedBucketOwner account that must own the bucket, if that is to be checked
     * @param unloads the {@code s3://} URI, with a slash at its end, below which files of UNLOADs may be deleted; of no
     *     UNLOAD anything is if absent
     */
    public ResultRemoval(S3Client s3, Optional<String> expectedBucketOwner, Optional<String> unloads) {
        this.s3 = s3;
        this.expectedBucketOwner = expectedBucketOwner;
        this.unloads = unloads;
    }

    /**
     * Deletes a result; one that has gone already is fine. The SDK's exceptions pass through.
     *
     * @param location the {@code s3://} URI of its object, of an UNLOAD that of the list of its files
     * @throws UnreadableResultException if the location is not one, or the list names something that is no file of one
     *     UNLOAD below the place of UNLOADs: nothing is deleted then
     */
    public void remove(String location) {
        S3Location result = S3Location.parse(location);
        if (result.key().endsWith(LIST)) {
            removeUnload(result);
        } else {
            delete(result.bucket(), result.key());
            delete(result.bucket(), result.key() + DESCRIPTION);
        }
    }

    /** The list goes last, so that what fails before leaves it to be tried again. */
    private void removeUnload(S3Location list) {
        files(list).forEach(file -> delete(file.bucket(), file.key()));
        String execution = list.key().substring(0, list.key().length() - LIST.length());
        delete(list.bucket(), execution + DESCRIPTION);
        delete(list.bucket(), list.key());
    }

    private List<S3Location> files(S3Location list) {
        String place = unloads.orElseThrow(() -> new UnreadableResultException(
                Reason.MALFORMED,
                "Result " + list
                        + " is the list of the files of an UNLOAD, but no athena.output.location says where those"
                        + " may be."));
        ObjectOpener opener = new ObjectOpener(s3, list, expectedBucketOwner);
        try (ResultObject manifest = new ResultObject(opener, ATTEMPTS, failures -> {}, 0, Optional.empty())) {
            return ofOneTarget(list, ManifestFiles.read(manifest, place));
        } catch (UnreadableResultException e) {
            if (e.reason() == Reason.GONE) {
                return List.of();
            }
            throw e;
        }
    }

    /** Files of other UNLOADs may still be wanted. */
    private static List<S3Location> ofOneTarget(S3Location list, List<S3Location> files) {
        List<String> targets = files.stream()
                .map(S3Location::key)
                .map(key -> key.substring(0, key.lastIndexOf('/') + 1))
                .distinct()
                .toList();
        if (targets.size() > 1) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Result " + list + " lists files of several UNLOADs: expected all below one prefix, found "
                            + String.join(" and ", targets) + ".");
        }
        return files;
    }

    private void delete(String bucket, String key) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key).expectedBucketOwner(expectedBucketOwner.orElse(null)));
    }
}
