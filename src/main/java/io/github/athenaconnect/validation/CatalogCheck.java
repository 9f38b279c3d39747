package io.github.athenaconnect.validation;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.query.AthenaSettings;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Are there the catalog and the database? Without the right to ask (athena:GetDatabase) the statements will tell. */
record CatalogCheck(Account account) implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogCheck.class);

    @Override
    public Service service() {
        return Service.ATHENA;
    }

    @Override
    public String question() {
        return "GetDatabase of \"" + athena().database() + '"';
    }

    @Override
    public List<Finding> findings(TimeLeft time) {
        try {
            account.clients()
                    .athena()
                    .getDatabase(get -> get.catalogName(athena().catalog()).databaseName(athena().database()));
            return List.of();
        } catch (SdkException e) {
            return account.diagnosis().of(service(), e, this::refused);
        }
    }

    private List<Finding> refused(AwsServiceException refusal) {
        String answer = CallFailure.answer(refusal);
        // A refusal of Glue's comes in the words of Athena's MetadataException.
        if (FailureKind.of(refusal) == FailureKind.DENIED || Denial.isIn(answer)) {
            LOG.debug("The database is not looked up, which is not allowed and not needed: {}", answer);
            return List.of();
        }
        return List.of(
                answer.toLowerCase(Locale.ROOT).contains("catalog")
                        ? new Finding(KeyNames.CATALOG, missingCatalog(athena()) + answer)
                        : new Finding(KeyNames.DATABASE, missingDatabase(athena()) + answer));
    }

    static String missingDatabase(AthenaSettings athena) {
        return "names database \"" + athena.database() + "\", which catalog \"" + athena.catalog()
                + "\" does not have in this region. Create it, or name another. ";
    }

    static String missingCatalog(AthenaSettings athena) {
        return "names catalog \"" + athena.catalog()
                + "\", which is not registered with Athena in this region. Register it, or name another. ";
    }

    private AthenaSettings athena() {
        return account.settings().athena();
    }
}
