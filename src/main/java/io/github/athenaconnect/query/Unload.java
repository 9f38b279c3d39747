package io.github.athenaconnect.query;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The UNLOAD around the statement of a query, which leaves the rows as Parquet files and not as one CSV object.
 *
 * <p>Athena writes only where nothing is, so every attempt has a prefix of its own. It is derived from what is asked: who
 * asks the same again asks with the same text, and Athena knows it by its token.
 *
 * @param output the {@code s3://} URI below which files are put
 */
record Unload(String output) {
    /**
     * Gzip needs no native library to unpack, and the files are about as small as with Zstandard; unpacking is a small
     * part of what a row costs.
     */
    private static final String OPTIONS = "WITH (format = 'PARQUET', compression = 'GZIP')";

    /**
     * A query is a SELECT or WITH, so every UNLOAD is one of these, even if Athena should not hand it back to the letter. The
     * target has few quotes: matching goes down for each of them.
     */
    private static final Pattern TARGET = Pattern.compile(
            "\\s*UNLOAD\\s*\\(.*\\)\\s*TO\\s*'((?:[^']++|''){1,100})'\\s*WITH\\s*\\([^()]*\\)\\s*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");
    private static final Pattern NOT_WRITABLE =
            Pattern.compile("not_supported|unsupported hive type|column name not specified|specified more than once"
                    + "|incorrect timestamp precision|column type is unknown");

    private static final int LONGEST_NAME = 100;
    private static final int DIGEST_LENGTH = 32;

    /** The statement that leaves the rows of {@code sql} as files. */
    String around(String sql, Query query, Attempt attempt) {
        // The line break ends a comment at the end of the statement.
        return "UNLOAD (" + sql + "\n) TO '" + target(sql, query, attempt) + "' " + OPTIONS;
    }

    private String target(String sql, Query query, Attempt attempt) {
        String digest = new Digest()
                .add(query.connector())
                .add(query.name())
                .add(attempt.run().toString())
                .add(Integer.toString(attempt.number()))
                .add(sql)
                .hex()
                .substring(0, DIGEST_LENGTH);
        return placeOf(query.connector()).replace("'", "''") + readable(query.name()) + "/" + digest + "/";
    }

    /** The URI below which the files of all queries of a connector are. */
    String placeOf(String connector) {
        return (output.endsWith("/") ? output : output + "/") + "unload/" + readable(connector) + "/";
    }

    /** For people who look into the bucket; the digest tells apart what this makes the same. */
    private static String readable(String name) {
        String safe = UNSAFE.matcher(name).replaceAll("_");
        return safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
    }

    /** Where the files of an execution's statement are, if it is one that {@link #around} made. */
    static Optional<String> targetOf(String statement) {
        Matcher unload = TARGET.matcher(statement);
        return unload.matches() ? Optional.of(unload.group(1).replace("''", "'")) : Optional.empty();
    }

    /** What to do about a failure of an UNLOAD, with a blank before it; nothing if it is not UNLOAD that cannot do it. */
    static String advice(String reason) {
        return NOT_WRITABLE.matcher(reason.toLowerCase(Locale.ROOT)).find()
                ? " UNLOAD cannot write every type and wants a name for each column: CAST the column in the SQL, as a"
                        + " timestamp AS timestamp(3) and what has no place in a file AS varchar, name it with AS, or read"
                        + " this query with result.format=csv."
                : "";
    }
}
