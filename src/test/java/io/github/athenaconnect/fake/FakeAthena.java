package io.github.athenaconnect.fake;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetDatabaseRequest;
import software.amazon.awssdk.services.athena.model.GetDatabaseResponse;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

/**
 * An Athena in memory that answers each statement as it was told, knows its tokens, and writes results to a
 * {@link FakeS3}. Safe for several threads.
 */
public final class FakeAthena implements AthenaClient {
    public static final String BUCKET = "s3://results/";

    private static final Pattern COLUMN = Pattern.compile("(\\S+) ([^(]+)(?:\\((\\d+),(\\d+)\\))?");

    /** How an execution that was started goes on, given what it is now, at each look. */
    public interface Course extends UnaryOperator<QueryExecutionStatus.Builder> {}

    private final InstantSource clock;
    private final FakeS3 s3;
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, Answer> answerOf = new HashMap<>();
    private final Map<String, String> executionByToken = new HashMap<>();
    private final Map<String, StartQueryExecutionRequest> started = new LinkedHashMap<>();
    private final List<StartQueryExecutionRequest> asked = new ArrayList<>();
    private int begun;
    private int mostRemembered = Integer.MAX_VALUE;
    private final Map<String, QueryExecutionStatus> statuses = new HashMap<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<Course> courses = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final Map<String, Integer> looksUntilCancelled = new HashMap<>();
    private int looksOfACancellation;
    private Function<String, Answer> others = sql -> {
        throw refusal("InvalidRequestException", 400, "nobody told how to answer " + sql);
    };

    private Duration running = Duration.ZERO;
    private long scanning = 1;
    private final Map<String, Long> scans = new HashMap<>();

    private int mostRowsOfPage = Integer.MAX_VALUE;
    private String noResult = "nobody knows in what words";
    private final List<GetQueryResultsRequest> pages = new ArrayList<>();
    private Consumer<GetQueryResultsRequest> beforePage = request -> {};
    private UnaryOperator<QueryExecution.Builder> description = UnaryOperator.identity();

    /**
     * A result.
     *
     * @param object what is left in S3
     * @param rows what GetQueryResults gives
     */
    private record Answer(StatementType type, List<ColumnInfo> columns, String object, List<Row> rows) {
        String extension() {
            return type == StatementType.UTILITY ? ".txt" : ".csv";
        }
    }

    public FakeAthena(InstantSource clock, FakeS3 s3) {
        this.clock = clock;
        this.s3 = s3;
    }

    /**
     * Answers {@code sql} with this result from now on.
     *
     * @param columns name and type of each, such as {@code id integer} or {@code total decimal(10,2)}
     * @param csv the rows as Athena writes them, without the heading
     */
    public synchronized FakeAthena answers(String sql, List<String> columns, String csv) {
        answers.put(sql, answer(columns, csv));
        return this;
    }

    /** The same, for columns of any type. */
    public synchronized FakeAthena answersColumns(String sql, List<ColumnInfo> infos, String csv) {
        answers.put(sql, table(infos, csv));
        return this;
    }

    /** Answers every other statement with the rows that {@code csv} gives for it when it is started. */
    public synchronized FakeAthena answersOthers(List<String> columns, UnaryOperator<String> csv) {
        others = sql -> answer(columns, csv.apply(sql));
        return this;
    }

    /** The same for those other statements only that {@code which} is of. */
    public synchronized FakeAthena answersOthers(
            Predicate<String> which, List<String> columns, UnaryOperator<String> csv) {
        Function<String, Answer> rest = others;
        others = sql -> which.test(sql) ? answer(columns, csv.apply(sql)) : rest.apply(sql);
        return this;
    }

    /** Lets each execution run for so long, by the clock, from now on. */
    public synchronized FakeAthena runsFor(Duration time) {
        running = time;
        return this;
    }

    /** Lets each execution that is started from now on scan so many bytes, evenly while it runs. */
    public synchronized FakeAthena scanning(long bytes) {
        scanning = bytes;
        return this;
    }

    /** Starts an execution for every token, as if it had never been given one before. */
    public synchronized void forgetTokens() {
        executionByToken.clear();
    }

    /** Another one that was told the same and has started the same. */
    public synchronized FakeAthena copy(InstantSource itsClock, FakeS3 itsS3) {
        FakeAthena copy = new FakeAthena(itsClock, itsS3);
        copy.answers.putAll(answers);
        copy.answerOf.putAll(answerOf);
        copy.executionByToken.putAll(executionByToken);
        copy.started.putAll(started);
        copy.statuses.putAll(statuses);
        copy.failures.addAll(failures);
        copy.courses.addAll(courses);
        copy.stopped.addAll(stopped);
        copy.forgotten.addAll(forgotten);
        copy.looksUntilCancelled.putAll(looksUntilCancelled);
        copy.looksOfACancellation = looksOfACancellation;
        copy.others = others;
        copy.begun = begun;
        copy.mostRemembered = mostRemembered;
        copy.running = running;
        copy.scanning = scanning;
        copy.scans.putAll(scans);
        copy.mostRowsOfPage = mostRowsOfPage;
        copy.noResult = noResult;
        return copy;
    }

    /** All that decides what it will answer, apart from what it was told, as text. */
    public synchronized String memory() {
        return executionByToken + "\n" + statuses + "\n" + courses.size() + "\n" + failures.size() + "\n" + stopped
                + "\n" + forgotten + "\n" + looksUntilCancelled;
    }

    private static Answer answer(List<String> columns, String csv) {
        return table(columns.stream().map(FakeAthena::column).toList(), csv);
    }

    private static Answer table(List<ColumnInfo> infos, String csv) {
        StringBuilder heading = new StringBuilder();
        infos.forEach(info -> heading.append(heading.isEmpty() ? "" : ",")
                .append('"')
                .append(info.label())
                .append('"'));
        String object = heading + "\n" + csv;
        return new Answer(StatementType.DML, infos, object, FakePages.ofCsv(object));
    }

    /**
     * Answers {@code sql}, a utility statement, with these lines from now on.
     *
     * @param columns name and type of each
     */
    public synchronized FakeAthena answersText(String sql, List<String> columns, List<String> lines) {
        List<ColumnInfo> infos = columns.stream().map(FakeAthena::column).toList();
        String object = String.join("\n", lines);
        answers.put(sql, new Answer(StatementType.UTILITY, infos, object, FakePages.ofLines(lines)));
        return this;
    }

    /** Changes every answer of GetQueryExecution from now on. */
    public synchronized FakeAthena describing(UnaryOperator<QueryExecution.Builder> change) {
        description = change;
        return this;
    }

    /** Is called before each page, and may throw. */
    public synchronized FakeAthena beforePage(Consumer<GetQueryResultsRequest> action) {
        beforePage = action;
        return this;
    }

    /** Gives at most so many rows a page, the heading counted, as Athena may where fewer were asked for. */
    public synchronized FakeAthena pagesOf(int rows) {
        mostRowsOfPage = rows;
        return this;
    }

    /** Says this of a result whose object is not there; no documentation fixes the words. */
    public synchronized FakeAthena missingResultsSaying(String words) {
        noResult = words;
        return this;
    }

    /** The pages that were asked for, but not those of one row, which are asked for because of their columns. */
    public synchronized List<GetQueryResultsRequest> pages() {
        return List.copyOf(pages);
    }

    private static ColumnInfo column(String nameAndType) {
        Matcher parts = COLUMN.matcher(nameAndType);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a name and a type: " + nameAndType);
        }
        String precision = parts.group(3);
        return ColumnInfo.builder()
                .name(parts.group(1))
                .label(parts.group(1))
                .type(parts.group(2))
                .precision(precision == null ? 0 : Integer.parseInt(precision))
                .scale(precision == null ? 0 : Integer.parseInt(parts.group(4)))
                .build();
    }

    /** Fails the next call that has no failure yet. */
    public synchronized FakeAthena failNext(RuntimeException failure) {
        failures.add(failure);
        return this;
    }

    /** Leads the next execution whose course is open this way; others succeed at the first look. */
    public synchronized FakeAthena nextGoes(Course course) {
        courses.add(course);
        return this;
    }

    /** Still running, look after look. */
    public static Course runsForEver() {
        return status -> status.state(QueryExecutionState.RUNNING);
    }

    /** Failed for {@code reason}, of Athena's error type {@code type}. */
    public static Course fails(String reason, int type, boolean retryable) {
        return status -> status.state(QueryExecutionState.FAILED)
                .stateChangeReason(reason)
                .athenaError(error -> error.errorCategory(2)
                        .errorType(type)
                        .retryable(retryable)
                        .errorMessage(reason));
    }

    /** What Athena throws: {@code code} with an HTTP status. */
    public static AthenaException refusal(String code, int status, String message) {
        return (AthenaException) AthenaException.builder()
                .statusCode(status)
                .requestId("request-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Athena")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** Ended by the workgroup's limit, which Athena tells by a reason only. */
    public static Course isCutOff() {
        return status ->
                status.state(QueryExecutionState.CANCELLED).stateChangeReason("Bytes scanned limit was exceeded");
    }

    /** Forgets an execution, as Athena does after 45 days; not its token. */
    public synchronized FakeAthena forget(String id) {
        forgotten.add(id);
        return this;
    }

    /** Goes on running for so many looks after a stop. */
    public synchronized FakeAthena cancelsAfter(int looks) {
        looksOfACancellation = looks;
        return this;
    }

    /** The starts that began an execution, in order; those that found one again are not among them. */
    public synchronized List<StartQueryExecutionRequest> started() {
        return List.copyOf(started.values());
    }

    /** All starts that were asked for, in order, those too that found an execution again. */
    public synchronized List<StartQueryExecutionRequest> asked() {
        return List.copyOf(asked);
    }

    /** When each execution was submitted, in order, and what it has scanned by now. */
    public synchronized List<Scan> scans() {
        return started.keySet().stream()
                .map(id -> new Scan(Objects.requireNonNull(statuses.get(id)).submissionDateTime(), scanned(id)))
                .toList();
    }

    /** What one execution has scanned. */
    public record Scan(Instant submitted, long bytes) {}

    /** How many executions are queued or running. */
    public synchronized long active() {
        return started.keySet().stream()
                .map(id -> status(id).state())
                .filter(state -> state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING)
                .count();
    }

    public synchronized List<String> stopped() {
        return List.copyOf(stopped);
    }

    /** Where the result of the n-th execution is. */
    public synchronized String location(int index) {
        return BUCKET + List.copyOf(started.keySet()).get(index) + ".csv";
    }

    private void failIfTold() {
        if (!failures.isEmpty()) {
            throw failures.remove(0);
        }
    }

    @Override
    public synchronized StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest made) {
        failIfTold();
        StartQueryExecutionRequest request = asSent(made);
        if (remembersAll()) {
            asked.add(request);
        }
        String id = executionByToken.computeIfAbsent(request.clientRequestToken(), token -> begin(request));
        forgetEldest();
        if (!started.get(id).equals(request)) {
            throw refusal("InvalidRequestException", 400, "Idempotent parameters do not match");
        }
        return (StartQueryExecutionResponse) StartQueryExecutionResponse.builder()
                .queryExecutionId(id)
                .sdkHttpResponse(dated())
                .build();
    }

    /** Without what the client keeps to itself. */
    private static StartQueryExecutionRequest asSent(StartQueryExecutionRequest made) {
        return made.toBuilder()
                .overrideConfiguration((AwsRequestOverrideConfiguration) null)
                .build();
    }

    private String begin(StartQueryExecutionRequest request) {
        String sql = request.queryString();
        Answer answer = answers.containsKey(sql) ? answers.get(sql) : others.apply(sql);
        String id = "execution-" + begun;
        begun++;
        answerOf.put(id, answer);
        scans.put(id, scanning);
        started.put(id, request);
        QueryExecutionStatus.Builder status = QueryExecutionStatus.builder()
                .state(QueryExecutionState.SUCCEEDED)
                .submissionDateTime(clock.instant());
        Course course = courses.isEmpty() ? succeeded -> succeeded : courses.remove(0);
        QueryExecutionStatus.Builder led = course.apply(status);
        statuses.put(
                id,
                led.completionDateTime(clock.instant().plus(running).plus(Duration.ofMillis(10)))
                        .build());
        s3.put(BUCKET + id + answer.extension(), answer.object());
        s3.put(BUCKET + id + answer.extension() + ".metadata", id);
        return id;
    }

    private boolean remembersAll() {
        return mostRemembered == Integer.MAX_VALUE;
    }

    private void forgetEldest() {
        if (started.size() > mostRemembered) {
            String eldest = started.keySet().iterator().next();
            executionByToken.remove(started.remove(eldest).clientRequestToken());
            String object = BUCKET + eldest + answerOf.remove(eldest).extension();
            s3.remove(object);
            s3.remove(object + ".metadata");
            statuses.remove(eldest);
            scans.remove(eldest);
        }
    }

    /** Forgets executions with all that is known of them but for the latest, and what it was asked: for very many of them. */
    public synchronized FakeAthena rememberingOnly(int executions) {
        mostRemembered = executions;
        return this;
    }

    /** How many executions have begun. */
    public synchronized int begun() {
        return begun;
    }

    @Override
    public synchronized GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        failIfTold();
        String id = request.queryExecutionId();
        requireKnown(id);
        cancelIfDue(id);
        Answer answer = answerOf(id);
        QueryExecution.Builder execution = QueryExecution.builder()
                .queryExecutionId(id)
                .statementType(answer.type())
                .status(status(id))
                .resultConfiguration(result -> result.outputLocation(BUCKET + id + answer.extension()))
                .statistics(
                        statistics -> statistics.dataScannedInBytes(scanned(id)).engineExecutionTimeInMillis(2L));
        return (GetQueryExecutionResponse) GetQueryExecutionResponse.builder()
                .queryExecution(description.apply(execution).build())
                .sdkHttpResponse(dated())
                .build();
    }

    private void requireKnown(String id) {
        if (!started.containsKey(id) || forgotten.contains(id)) {
            throw invalid("QueryExecution " + id + " was not found");
        }
    }

    private InvalidRequestException invalid(String message) {
        return InvalidRequestException.builder()
                .statusCode(400)
                .requestId("request-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Athena")
                        .errorCode("InvalidRequestException")
                        .errorMessage(message)
                        .sdkHttpResponse(dated())
                        .build())
                .build();
    }

    private void cancelIfDue(String id) {
        Integer left = looksUntilCancelled.get(id);
        if (left != null && left > 0) {
            looksUntilCancelled.put(id, left - 1);
        } else if (left != null && status(id).state() == QueryExecutionState.RUNNING) {
            statuses.put(
                    id,
                    statuses.get(id).toBuilder()
                            .state(QueryExecutionState.CANCELLED)
                            .stateChangeReason("Query cancelled by user")
                            .completionDateTime(clock.instant())
                            .build());
        }
    }

    private long scanned(String id) {
        long all = Objects.requireNonNull(scans.get(id));
        QueryExecutionStatus end = Objects.requireNonNull(statuses.get(id));
        Duration ran = Duration.between(end.submissionDateTime(), earlier(clock.instant(), end.completionDateTime()));
        return ran.compareTo(running) < 0 ? all * ran.toMillis() / running.toMillis() : all;
    }

    private QueryExecutionStatus status(String id) {
        QueryExecutionStatus end = statuses.get(id);
        Instant over =
                earlier(end.completionDateTime(), end.submissionDateTime().plus(running));
        return clock.instant().isBefore(over)
                ? end.toBuilder()
                        .state(QueryExecutionState.RUNNING)
                        .completionDateTime(null)
                        .build()
                : end;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** AWS dates its answers by its own clock, to the second. */
    private SdkHttpResponse dated() {
        return SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Date", RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)))
                .build();
    }

    @Override
    public synchronized GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        failIfTold();
        requireKnown(request.queryExecutionId());
        beforePage.accept(request);
        if (request.maxResults() > 1 && remembersAll()) {
            pages.add(request);
        }
        Answer answer = answerOf(request.queryExecutionId());
        if (!s3.has(BUCKET + request.queryExecutionId() + answer.extension())) {
            throw invalid(noResult);
        }
        int first = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int end = Math.min(
                first + Math.min(request.maxResults(), mostRowsOfPage),
                answer.rows().size());
        return GetQueryResultsResponse.builder()
                .resultSet(set -> set.rows(answer.rows().subList(first, end))
                        .resultSetMetadata(metadata -> metadata.columnInfo(answer.columns())))
                .nextToken(end < answer.rows().size() ? Integer.toString(end) : null)
                .build();
    }

    private Answer answerOf(String executionId) {
        return Objects.requireNonNull(answerOf.get(executionId));
    }

    /** Every workgroup is there and leaves everything to the caller. */
    @Override
    public synchronized GetWorkGroupResponse getWorkGroup(GetWorkGroupRequest request) {
        failIfTold();
        return GetWorkGroupResponse.builder()
                .workGroup(found -> found.name(request.workGroup())
                        .configuration(leaves -> leaves.resultConfiguration(to -> to.outputLocation(BUCKET))))
                .build();
    }

    /** Every database is there. */
    @Override
    public synchronized GetDatabaseResponse getDatabase(GetDatabaseRequest request) {
        failIfTold();
        return GetDatabaseResponse.builder()
                .database(found -> found.name(request.databaseName()))
                .build();
    }

    @Override
    public synchronized StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
        failIfTold();
        stopped.add(request.queryExecutionId());
        looksUntilCancelled.putIfAbsent(request.queryExecutionId(), looksOfACancellation);
        return StopQueryExecutionResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
