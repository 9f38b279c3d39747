package io.github.athenaconnect.fault;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/** Executions that have ended otherwise than they would have, and keep that for good, as Athena's do. For one thread. */
final class FinalStates {
    private final Map<String, QueryExecutionStatus> ends = new HashMap<>();

    private final Set<String> succeeded = new HashSet<>();

    /** Takes note of what is answered: who has been told that an execution succeeded is never told otherwise. */
    void seen(Object answer) {
        if (answer instanceof GetQueryExecutionResponse look
                && look.queryExecution().status().state() == QueryExecutionState.SUCCEEDED) {
            succeeded.add(look.queryExecution().queryExecutionId());
        }
    }

    /** At any look at an execution that nobody has seen succeed. */
    Effect atLooks(Effect.OnCall onCall) {
        return Effect.atLooks(onCall).where(call -> !succeeded.contains(call.execution()));
    }

    boolean has(String execution) {
        return ends.containsKey(execution);
    }

    /** What is answered of such an execution. */
    Object of(Call call) throws Throwable {
        return with((GetQueryExecutionResponse) call.service().answer(), ends.get(call.execution()));
    }

    /** Ends the execution that is looked at now, and answers so. */
    Effect ending(UnaryOperator<QueryExecutionStatus.Builder> end) {
        return atLooks(call -> {
            GetQueryExecutionResponse answer =
                    (GetQueryExecutionResponse) call.service().answer();
            QueryExecutionStatus.Builder status = answer.queryExecution().status().toBuilder();
            ends.put(
                    call.execution(),
                    end.apply(status).completionDateTime(call.clock().instant()).build());
            return of(call);
        });
    }

    static GetQueryExecutionResponse with(GetQueryExecutionResponse answer, QueryExecutionStatus status) {
        return (GetQueryExecutionResponse) answer.toBuilder()
                .queryExecution(
                        answer.queryExecution().toBuilder().status(status).build())
                .sdkHttpResponse(answer.sdkHttpResponse())
                .build();
    }
}
