package io.github.athenaconnect.localstack.athena.workgroup;

import java.util.Optional;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;

/**
 * A workgroup.
 *
 * @param enforced whether the workgroup's location wins over the caller's
 * @param outputLocation an S3 URI that ends with a slash
 * @param encryption of results at that location
 * @param managedResults whether Athena keeps results itself and only GetQueryResults reads them
 * @param scanLimitBytes above it a query is cancelled; 0 means no limit
 */
public record WorkGroupSettings(
        String name,
        boolean enabled,
        boolean enforced,
        Optional<String> outputLocation,
        Optional<EncryptionConfiguration> encryption,
        boolean managedResults,
        long scanLimitBytes) {
    /** An enabled workgroup that leaves everything to the caller. */
    public static WorkGroupSettings named(String name) {
        return new WorkGroupSettings(name, true, false, Optional.empty(), Optional.empty(), false, 0);
    }

    /** The same, with results at a location of its own. */
    public WorkGroupSettings withOutputLocation(String location, boolean enforce) {
        return new WorkGroupSettings(
                name, enabled, enforce, Optional.of(location), encryption, managedResults, scanLimitBytes);
    }

    /** The same, encrypting results. */
    public WorkGroupSettings withEncryption(EncryptionConfiguration how) {
        return new WorkGroupSettings(
                name, enabled, enforced, outputLocation, Optional.of(how), managedResults, scanLimitBytes);
    }

    /** The same, with results that Athena keeps. */
    public WorkGroupSettings withManagedResults() {
        return new WorkGroupSettings(name, enabled, enforced, Optional.empty(), Optional.empty(), true, scanLimitBytes);
    }

    /** The same, refusing queries. */
    public WorkGroupSettings disabled() {
        return new WorkGroupSettings(name, false, enforced, outputLocation, encryption, managedResults, scanLimitBytes);
    }

    /** The same, cancelling queries that scan more. */
    public WorkGroupSettings withScanLimit(long bytes) {
        return new WorkGroupSettings(name, enabled, enforced, outputLocation, encryption, managedResults, bytes);
    }
}
