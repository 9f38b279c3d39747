package io.github.athenaconnect.localstack.demo;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Failures in the words meant for people: every message from the outermost to the first cause, and no stack trace. */
final class Reasons {
    private static final Pattern CLASS_NAME = Pattern.compile("^(Caused by: )?([\\w$]+\\.)+[\\w$]+(: |$)");
    private static final String BECAUSE = "\n  because: ";

    private Reasons() {}

    /** The messages of an exception and its causes. */
    static String of(Exception failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                .distinct()
                .collect(Collectors.joining(BECAUSE));
    }

    /** The messages in a printed stack trace, as a worker reports the failure of a task. */
    static String of(String trace) {
        return trace.lines()
                .filter(line -> !line.startsWith("\t"))
                .map(line -> CLASS_NAME.matcher(line).replaceFirst(""))
                .filter(line -> !line.isBlank())
                .distinct()
                .collect(Collectors.joining(BECAUSE));
    }
}
