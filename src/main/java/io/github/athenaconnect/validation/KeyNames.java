package io.github.athenaconnect.validation;

/** The keys that findings are about, as users write them. */
final class KeyNames {
    static final String REGION = "aws.region";
    static final String ATHENA_ENDPOINT = "aws.athena.endpoint";
    static final String S3_ENDPOINT = "aws.s3.endpoint";
    static final String STS_ENDPOINT = "aws.sts.endpoint";
    static final String CREDENTIALS_MODE = "aws.credentials.mode";
    static final String ACCESS_KEY_ID = "aws.access.key.id";
    static final String SECRET_ACCESS_KEY = "aws.secret.access.key";
    static final String SESSION_TOKEN = "aws.session.token";
    static final String PROFILE_FILE = "aws.profile.file";
    static final String PROFILE_CONTENT = "aws.profile.content";
    static final String PROVIDER_CLASS = "aws.credentials.provider.class";
    static final String ROLE_ARN = "aws.sts.role.arn";
    static final String CATALOG = "athena.catalog";
    static final String DATABASE = "athena.database";
    static final String WORKGROUP = "athena.workgroup";
    static final String OUTPUT_LOCATION = "athena.output.location";
    static final String TIMEOUT = "validation.timeout.ms";

    private KeyNames() {}

    /** The statement of a query. */
    static String sql(String query) {
        return "query." + query + ".sql";
    }

    /** The way in which results of a query are read. */
    static String resultFormat(String query) {
        return "query." + query + ".result.format";
    }

    /** A key of a query, by what is written behind the query's name. */
    static String ofQuery(String query, String key) {
        return "query." + query + "." + key;
    }

    /** What becomes of the results of a query. */
    static String resultCleanup(String query) {
        return "query." + query + ".result.cleanup";
    }

    /** The watermark columns of a query. */
    static String watermarkColumns(String query) {
        return "query." + query + ".watermark.columns";
    }

    /** Where a query's watermark begins. */
    static String watermarkInitial(String query) {
        return "query." + query + ".watermark.initial";
    }
}
