package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.config.AccountSettings;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.validation.AccountNames;
import io.github.athenaconnect.validation.AccountValidation;
import io.github.athenaconnect.validation.Finding;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Tries a configuration out on the account it names, as far as it is right, over clients of its own. */
final class AccountTrial {
    private static final Logger LOG = LoggerFactory.getLogger(AccountTrial.class);

    private final Function<AwsSettings, AwsClients> clients;
    private final InstantSource clock;
    private final String userAgent;

    AccountTrial(Function<AwsSettings, AwsClients> clients, InstantSource clock, String userAgent) {
        this.clients = clients;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /** Adds what the account says: names to choose from and, to a configuration without an error, what would not work. */
    JudgedConfiguration judge(JudgedConfiguration judged, AccountSettings account, Map<String, String> properties) {
        AccountNames names = new AccountNames(account, clock);
        try {
            return judged.isRight() ? tryOut(judged, named(properties), names) : complete(judged, account, names);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("The worker broke off the validation of " + properties.get("name"), e);
        }
    }

    private JudgedConfiguration tryOut(JudgedConfiguration judged, Map<String, String> properties, AccountNames names)
            throws InterruptedException {
        ConnectorSettings settings = ConnectorSettings.parse(properties);
        try (AwsClients open = clients.apply(settings.aws());
                StsClient sts = AwsClients.openSts(settings.aws(), open.credentials(), userAgent)) {
            List<Finding> findings = new AccountValidation(settings, open, sts, clock).findings();
            JudgedConfiguration tried = judged.with(findings);
            // Where AWS is not reached, or nobody can sign in, asking once more only takes time.
            boolean reached =
                    findings.stream().noneMatch(finding -> finding.key().startsWith("aws."));
            return reached ? tried.recommending(names.listed(open.athena())) : tried;
        } catch (SdkException unusable) {
            return judged.with(AccountValidation.ofUnusableCredentials(settings, unusable));
        }
    }

    private JudgedConfiguration complete(JudgedConfiguration judged, AccountSettings account, AccountNames names)
            throws InterruptedException {
        try (AwsClients open = clients.apply(account.aws())) {
            return judged.recommending(names.listed(open.athena()));
        } catch (SdkException unusable) {
            LOG.debug("No names are recommended: the credentials cannot be used", unusable);
            return judged;
        }
    }

    /** The form of a connector that does not exist yet may come without a name. */
    private static Map<String, String> named(Map<String, String> properties) {
        Map<String, String> named = new HashMap<>(properties);
        named.putIfAbsent("name", "unnamed");
        return named;
    }
}
