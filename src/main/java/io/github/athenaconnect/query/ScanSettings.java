package io.github.athenaconnect.query;

import java.util.Optional;

/**
 * How much the executions of a query may scan.
 *
 * @param limit how many bytes one execution may scan before it is cancelled; absent for any number
 * @param budget how many all of them may scan in a period; absent for any number
 */
public record ScanSettings(Optional<Long> limit, Optional<ScanBudget> budget) {
    /** As much as the account and the workgroup allow. */
    public static final ScanSettings UNLIMITED = new ScanSettings(Optional.empty(), Optional.empty());

    /** Whether an execution that has scanned so many bytes has scanned more than one may. */
    public boolean areExceededBy(long scannedBytes) {
        return limit.filter(most -> scannedBytes > most).isPresent();
    }
}
