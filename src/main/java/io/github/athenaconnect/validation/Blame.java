package io.github.athenaconnect.validation;

import io.github.athenaconnect.query.AthenaSettings;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What Athena's words blame when it does not run a statement. Athena has an error code for few of these, so its words
 * are searched for what is not the statement's own fault.
 */
enum Blame {
    WORKGROUP,
    /** Neither the request nor the workgroup says where results go. */
    NO_LOCATION,
    LOCATION,
    /** The request says something about results, and the workgroup keeps them itself. */
    MANAGED,
    /** A right that is named. */
    RIGHT,
    DATABASE,
    CATALOG,
    STATEMENT;

    private static final Pattern NO_WORKGROUP =
            Pattern.compile("workgroup .*(disabled|not found)", Pattern.CASE_INSENSITIVE);
    /** "ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together." (opencost/opencost#3257) */
    private static final String MANAGED_RESULTS = "ManagedQueryResultsConfiguration";

    private static final Pattern WRONG_LOCATION =
            Pattern.compile("output bucket|output ?location|writing output", Pattern.CASE_INSENSITIVE);

    /** Sorts a message about a statement that was to run with these settings. */
    static Blame of(String message, AthenaSettings athena) {
        if (NO_WORKGROUP.matcher(message).find()) {
            return WORKGROUP;
        }
        if (message.contains(MANAGED_RESULTS)) {
            return MANAGED;
        }
        if (message.toLowerCase(Locale.ROOT).contains("no output location")) {
            return NO_LOCATION;
        }
        if (WRONG_LOCATION.matcher(message).find()) {
            return LOCATION;
        }
        if (Denial.isIn(message)) {
            return RIGHT;
        }
        if (missing("schema|database", athena.database()).matcher(message).find()) {
            return DATABASE;
        }
        return missing("(data)?catalog", athena.catalog()).matcher(message).find() ? CATALOG : STATEMENT;
    }

    private static Pattern missing(String kind, String name) {
        return Pattern.compile(
                "\\b(" + kind + ") ['\"]?" + Pattern.quote(name) + "['\"]? (does not exist|(was |is )?not found)",
                Pattern.CASE_INSENSITIVE);
    }
}
