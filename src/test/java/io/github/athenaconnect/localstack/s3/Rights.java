package io.github.athenaconnect.localstack.s3;

import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.policy.Arns;
import io.github.athenaconnect.localstack.policy.Denial;
import io.github.athenaconnect.localstack.policy.Policies;
import java.util.Optional;

/** What the store itself denies to a caller: what tests deny on purpose, and deletions, whose keys are in a body. */
record Rights(String accessKeyId, Principal owner, S3Faults faults, Policies policies) {
    /** Whether a service calls on somebody's behalf. */
    boolean areOfService() {
        return AccessKeys.isService(accessKeyId);
    }

    /** Whether a test denies this. */
    boolean areFaulty(Access access, ObjectName name) {
        return faults.denies(accessKeyId, access, name);
    }

    /** Why an object may not be deleted. */
    Optional<String> denialOfDeletion(ObjectName name) {
        return areFaulty(Access.WRITE, name)
                ? Optional.of("Access Denied")
                : policies.denial(owner, "s3:DeleteObject", Arns.object(name.bucket(), name.key()))
                        .map(Denial::messageOfS3);
    }
}
