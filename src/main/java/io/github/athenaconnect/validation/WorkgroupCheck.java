package io.github.athenaconnect.validation;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.query.AthenaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

/**
 * Is there the workgroup, does it take queries, and what does it do about results? Nothing depends on the right to ask
 * (athena:GetWorkGroup): without it, trying a statement tells the rest.
 */
record WorkgroupCheck(Account account) implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(WorkgroupCheck.class);

    @Override
    public Service service() {
        return Service.ATHENA;
    }

    @Override
    public String question() {
        return "GetWorkGroup of " + name();
    }

    @Override
    public List<Finding> findings(TimeLeft time) {
        try {
            return judged(account.clients()
                    .athena()
                    .getWorkGroup(get -> get.workGroup(athena().workgroup()))
                    .workGroup());
        } catch (SdkException e) {
            return account.diagnosis().of(service(), e, this::refused);
        }
    }

    private List<Finding> refused(AwsServiceException refusal) {
        if (FailureKind.of(refusal) == FailureKind.DENIED) {
            LOG.debug("The workgroup is not looked at: athena:GetWorkGroup is not allowed, and not needed");
            return List.of();
        }
        return List.of(new Finding(
                KeyNames.WORKGROUP,
                "names workgroup " + name() + ", which region "
                        + account.settings().aws().region().id()
                        + " of this account does not have. Create it, or name another. "
                        + CallFailure.answer(refusal)));
    }

    private List<Finding> judged(WorkGroup workgroup) {
        if (workgroup.state() == WorkGroupState.DISABLED) {
            return List.of(new Finding(
                    KeyNames.WORKGROUP,
                    "names workgroup " + name() + ", which is disabled. Enable it, or name another."));
        }
        return Optional.ofNullable(workgroup.configuration()).map(this::judged).orElse(List.of());
    }

    private List<Finding> judged(WorkGroupConfiguration configuration) {
        List<Finding> findings = new ArrayList<>();
        Optional<String> own =
                Optional.ofNullable(configuration.resultConfiguration()).map(ResultConfiguration::outputLocation);
        boolean managed = Optional.ofNullable(configuration.managedQueryResultsConfiguration())
                .map(ManagedQueryResultsConfiguration::enabled)
                .orElse(false);
        if (managed) {
            findings.addAll(managed());
        } else if (own.isEmpty() && athena().output().location().isEmpty()) {
            findings.add(noLocation());
        }
        if (Boolean.TRUE.equals(configuration.enforceWorkGroupConfiguration())) {
            athena().output()
                    .location()
                    .filter(ours -> own.isPresent() && !own.get().equals(ours))
                    .ifPresent(ours -> LOG.warn(
                            "Workgroup {} enforces its own output location {}; {}={} is ignored by Athena",
                            name(),
                            own.get(),
                            KeyNames.OUTPUT_LOCATION,
                            ours));
        }
        return findings;
    }

    private List<Finding> managed() {
        return account.settings().queries().stream()
                .filter(query -> !query.resultFormat().readsAnyResult())
                .map(query -> new Finding(
                        KeyNames.resultFormat(query.name()),
                        "must be auto or api with workgroup " + name()
                                + ", in which Athena keeps results itself (managed query results) instead of in S3."))
                .toList();
    }

    private Finding noLocation() {
        return new Finding(
                KeyNames.OUTPUT_LOCATION,
                "is not set, and workgroup " + name() + " has no location of its own. Set it to an s3:// URI.");
    }

    private AthenaSettings athena() {
        return account.settings().athena();
    }

    private String name() {
        return '"' + athena().workgroup() + '"';
    }
}
