package io.github.athenaconnect.config;

import io.github.athenaconnect.query.SqlLexer;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.query.StatementKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One statement that reads, as a user writes it. Messages show no more of it than a word: it may hold secrets. */
final class SqlStatement {
    /** The service's own limit of a query string. */
    static final int MAX_BYTES = 262_144;

    private static final Pattern FIRST_WORD = Pattern.compile("[\\s(]*(\\w*)");
    private static final Pattern CLOSING = Pattern.compile(";\\s*$");
    private static final Pattern OWN_PLACEHOLDER = Pattern.compile("watermark(\\..*)?|(run|interval)\\..*");

    static final Form<SqlTemplate> FORM =
            Form.longText("one SELECT, WITH, SHOW or DESCRIBE statement", SqlStatement::parse);

    private SqlStatement() {}

    private static SqlTemplate parse(String text) {
        String sql = withoutClosing(text);
        SqlTemplate template = SqlTemplate.parse(sql);
        template.placeholders().forEach(SqlStatement::refuseProvider);
        template.namesInQuotes().forEach(SqlStatement::refuseInQuotes);
        String bare = SqlLexer.withoutCommentsAndQuotes(sql);
        refuseSeveral(bare);
        refuseWriting(bare);
        refuseTooLong(sql);
        return template;
    }

    private static String withoutClosing(String text) {
        Matcher closing = CLOSING.matcher(SqlLexer.withoutCommentsAndQuotes(text));
        if (!closing.find()) {
            return text;
        }
        String sql = text.substring(0, closing.start()) + text.substring(closing.start() + 1);
        return sql.strip();
    }

    private static void refuseSeveral(String bare) {
        int semicolon = bare.indexOf(';');
        if (semicolon >= 0) {
            throw new IllegalArgumentException(
                    "must be one statement, found a ; inside it at line " + SqlLexer.line(bare, semicolon));
        }
    }

    private static void refuseWriting(String bare) {
        Matcher first = FIRST_WORD.matcher(bare);
        String word = first.lookingAt() ? first.group(1).toUpperCase(Locale.ROOT) : "";
        if (StatementKind.beginningWith(word).isEmpty()) {
            throw new IllegalArgumentException("must be a SELECT, WITH, SHOW or DESCRIBE statement, found "
                    + (bare.isBlank() ? "nothing but comments" : "one that begins with \"" + word + "\""));
        }
    }

    /** Kafka's own placeholders have a colon; one that is still there is one that no provider took. */
    private static void refuseProvider(String name) {
        if (name.contains(":")) {
            throw new IllegalArgumentException(
                    "holds ${" + name + "}, which names one of the worker's config providers:"
                            + " list that provider in the worker's config.providers");
        }
    }

    private static void refuseInQuotes(String name) {
        refuseProvider(name);
        if (OWN_PLACEHOLDER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "holds ${" + name + "} in quotes, where it would be text; placeholders are"
                            + " typed literals, quotes included: remove the quotes");
        }
    }

    private static void refuseTooLong(String sql) {
        int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "must not be longer than Athena's " + MAX_BYTES + " bytes, found " + bytes);
        }
    }
}
