package io.github.athenaconnect.validation;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Are there credentials, and may the roles on top of them be assumed? Asked first, since nothing works without. */
record SignInCheck(Account account) implements Check {
    @Override
    public Service service() {
        return Service.STS;
    }

    @Override
    public String question() {
        return "signing in";
    }

    @Override
    public List<Finding> findings(TimeLeft time) {
        try {
            account.clients().credentials().resolveCredentials();
            return List.of();
        } catch (SdkException e) {
            return account.diagnosis().of(service(), e, this::refused);
        }
    }

    private List<Finding> refused(AwsServiceException refusal) {
        String answer = CallFailure.answer(refusal);
        String key = account.settings().aws().roles().isEmpty()
                ? CredentialsKey.of(account.settings().aws().credentials(), FailureKind.of(refusal))
                : KeyNames.ROLE_ARN;
        Denial denial = Denial.named(answer, new Denial("sts:AssumeRole", "the role"));
        return List.of(new Finding(
                key,
                denial.problem("a role that cannot be assumed")
                        + " The role's own trust policy must admit that identity too, with the external id if it asks"
                        + " for one. " + answer));
    }
}
