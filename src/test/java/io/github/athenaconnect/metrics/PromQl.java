package io.github.athenaconnect.metrics;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of an expression for Prometheus.
 *
 * <p>No parser: it takes out what is quoted, numbers, durations and Grafana's variables, and what is left are names of metrics,
 * labels, functions and operators.
 */
public record PromQl(String expression) {
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w:])\\d[\\w.]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][\\w:]*");

    private String bare() {
        String unquoted = QUOTED.matcher(expression).replaceAll("\"\"");
        return NUMBER.matcher(VARIABLE.matcher(unquoted).replaceAll("")).replaceAll("");
    }

    /** Every word once. */
    public Set<String> words() {
        return WORD.matcher(bare()).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** Whether every bracket that is opened is closed again, in order. */
    public boolean isBalanced() {
        String brackets = bare().replaceAll("[^(){}\\[\\]]", "");
        String left = brackets;
        do {
            brackets = left;
            left = brackets.replaceAll("\\(\\)|\\{\\}|\\[\\]", "");
        } while (!left.equals(brackets));
        return left.isEmpty();
    }
}
