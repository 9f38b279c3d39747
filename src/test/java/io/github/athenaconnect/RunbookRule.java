package io.github.athenaconnect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which part of the runbook helps with a text.
 *
 * @param place what the text's place begins with
 * @param words what is found in it
 */
record RunbookRule(String place, Pattern words, RunbookPart part) {
    private static final String ANY = "";

    /** The first one that holds decides. */
    static final List<RunbookRule> RULES = List.of(
            rule(ANY, "raise buffer\\.max\\.bytes", RunbookPart.LARGE_ROW),
            rule(ANY, "schema\\.change|other columns than the records before", RunbookPart.CHANGED_COLUMNS),
            rule(ANY, "check the stored offset", RunbookPart.OFFSET),
            rule(ANY, "reader was closed|thread was interrupted", RunbookPart.OURS),
            rule(ANY, "(?i)no negative parts|at least 1 byte|columns themselves|is not read as", RunbookPart.OURS),
            rule("result/CsvResultReader", "A CSV result", RunbookPart.OURS),
            rule("aws/", ANY, RunbookPart.CREDENTIALS),
            rule("config/", ANY, RunbookPart.CONFIGURATION),
            rule("schedule/", ANY, RunbookPart.CONFIGURATION),
            rule("query/Sql", ANY, RunbookPart.CONFIGURATION),
            rule("type/Decl", ANY, RunbookPart.CONFIGURATION),
            rule("type/TypeReader", ANY, RunbookPart.CONFIGURATION),
            rule("watermark/WatermarkColumn", ANY, RunbookPart.COLUMN),
            rule("watermark/", ANY, RunbookPart.CONFIGURATION),
            rule("AccountTrial", ANY, RunbookPart.ACCOUNT),
            rule("validation/", ANY, RunbookPart.ACCOUNT),
            rule("failure/CallFailure", "AWS's own failure", RunbookPart.THROTTLED),
            rule("failure/CallFailure", "not asked", RunbookPart.CREDENTIALS),
            rule("failure/CallFailure", "not reached", RunbookPart.UNREACHED),
            rule("quota/", ANY, RunbookPart.THROTTLED),
            rule("flow/RejectedRows", ANY, RunbookPart.UNUSABLE_ROW),
            rule("flow/Cancellation", ANY, RunbookPart.THROTTLED),
            rule("flow/FailedAttempt", "other shards", RunbookPart.SHARDS),
            rule("flow/FailedAttempt", "same statement|not run again|timeout", RunbookPart.PAID_IN_VAIN),
            rule("flow/ScanLimit", ANY, RunbookPart.PAID_IN_VAIN),
            rule("flow/FailedAttempt", ANY, RunbookPart.FAILED_EXECUTION),
            rule("flow/Executing", ANY, RunbookPart.LOST_RESULT),
            rule("flow/RunEndings", "other shards", RunbookPart.SHARDS),
            rule("flow/RunEndings", ANY, RunbookPart.LOST_RESULT),
            rule("flow/Resumption", "watermark", RunbookPart.OFFSET),
            rule("flow/Resumption", ANY, RunbookPart.CHANGED_STATEMENT),
            rule("flow/Joining", ANY, RunbookPart.SHARDS),
            rule("flow/Opening", ANY, RunbookPart.SHARDS),
            rule("flow/SharedRun", ANY, RunbookPart.SHARDS),
            rule("offset/ShardHistory", ANY, RunbookPart.SHARDS),
            rule("AlteredOffsets", ANY, RunbookPart.OFFSET),
            rule("AthenaSourceConnector", ANY, RunbookPart.OFFSET),
            rule("offset/", ANY, RunbookPart.OFFSET),
            rule("flow/StepFailures", "without such rows", RunbookPart.UNUSABLE_ROW),
            rule("flow/StepFailures", "reads the same result again", RunbookPart.DAMAGED_RESULT),
            rule("flow/StepFailures", "runs the query again", RunbookPart.LOST_RESULT),
            rule("flow/StepFailures", ANY, RunbookPart.OURS),
            rule("flow/RecordBuffer", ANY, RunbookPart.OURS),
            rule("metrics/", ANY, RunbookPart.OURS),
            rule("query/ForeignAnswer", ANY, RunbookPart.UNREACHED),
            rule("query/ExecutionAnswer", ANY, RunbookPart.UNREACHED),
            rule("query/", ANY, RunbookPart.OURS),
            rule("record/RowErrors", ANY, RunbookPart.OURS),
            rule("result/S3Failures", "renew the credentials", RunbookPart.CREDENTIALS),
            rule("result/S3Failures", "S3 is ill", RunbookPart.THROTTLED),
            rule("result/S3Failures", "look-up of its host|check the network|certificate", RunbookPart.UNREACHED),
            rule("result/S3Failures", "denied", RunbookPart.RIGHT),
            rule("result/S3Failures", "not there|replaced", RunbookPart.LOST_RESULT),
            rule("result/CsvObstacle", ANY, RunbookPart.RIGHT),
            rule("result/S3Failures", ANY, RunbookPart.REFUSED_CALL),
            rule("result/QueryResults", "result\\.format", RunbookPart.REFUSED_CALL),
            rule("result/LargeAnswerException", ANY, RunbookPart.LARGE_ROW),
            rule("result/ResultPages", ANY, RunbookPart.LOST_RESULT),
            rule("result/ObjectOpener", "being read", RunbookPart.LOST_RESULT),
            rule("result/Persistence", ANY, RunbookPart.THROTTLED),
            rule("result/ColumnValue", ANY, RunbookPart.UNUSABLE_ROW),
            rule("result/UnloadResultReader", ANY, RunbookPart.UNUSABLE_ROW),
            rule("result/", ANY, RunbookPart.DAMAGED_RESULT),
            rule("record/", "names|column of type", RunbookPart.COLUMN),
            rule("record/", ANY, RunbookPart.UNUSABLE_ROW),
            rule("type/UnloadableColumns", ANY, RunbookPart.COLUMN),
            rule("type/ColumnNames", ANY, RunbookPart.COLUMN),
            rule("type/DecimalMapping", ANY, RunbookPart.COLUMN),
            rule("type/", ANY, RunbookPart.UNUSABLE_ROW));

    private static RunbookRule rule(String place, String words, RunbookPart part) {
        return new RunbookRule(place, Pattern.compile(words), part);
    }

    /** The rule that decides; empty for a text that nobody has thought of. */
    static Optional<RunbookRule> of(MessageCatalogue.Text text) {
        return RULES.stream().filter(rule -> rule.holds(text)).findFirst();
    }

    private boolean holds(MessageCatalogue.Text text) {
        return text.place().startsWith(place) && words.matcher(text.words()).find();
    }
}
