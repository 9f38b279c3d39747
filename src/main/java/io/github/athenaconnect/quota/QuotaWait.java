package io.github.athenaconnect.quota;

import java.time.Instant;
import java.util.Locale;

/**
 * A place in the line for a call.
 *
 * @param until when to ask again
 * @param ahead how many calls of other queries come first
 * @param perSecond how many are made a second
 * @param full whether the account has as many queries queued and running as it may have, as far as is known
 */
record QuotaWait(AthenaCall call, Instant until, int ahead, double perSecond, boolean full) {
    /** What is waited for, as the end of a sentence. */
    String reason() {
        return full
                ? "the account to have room for another query, as Athena has refused one more with TooManyRequestsException; "
                        + ahead + " other starts of this worker come first"
                : String.format(
                        Locale.ROOT,
                        "its turn to call %s, which this worker does %.1f times a second for the account; %d other calls"
                                + " come first",
                        call.operation(),
                        perSecond,
                        ahead);
    }
}
