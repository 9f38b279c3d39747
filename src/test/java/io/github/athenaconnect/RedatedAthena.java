package io.github.athenaconnect;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import io.github.athenaconnect.aws.AwsClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/** Has a server of Athena go by the clock of a test, which is moved from run to run: its answers are dated by that. */
final class RedatedAthena {
    private final InstantSource clock;

    private RedatedAthena(InstantSource clock) {
        this.clock = clock;
    }

    /** The same clients, but for what Athena says of times. */
    static AwsClients by(InstantSource clock, AwsClients clients) {
        return new AwsClients(by(clock, clients.athena()), clients.s3(), clients.credentials());
    }

    private static AthenaClient by(InstantSource clock, AthenaClient athena) {
        RedatedAthena dates = new RedatedAthena(clock);
        return (AthenaClient) Proxy.newProxyInstance(
                RedatedAthena.class.getClassLoader(),
                new Class<?>[] {AthenaClient.class},
                (proxy, method, arguments) -> {
                    try {
                        return dates.redated(method.invoke(athena, arguments));
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private Object redated(Object answer) {
        if (answer instanceof StartQueryExecutionResponse started) {
            return started.toBuilder().sdkHttpResponse(dated()).build();
        }
        if (answer instanceof GetQueryExecutionResponse looked) {
            QueryExecutionStatus status = looked.queryExecution().status();
            return looked.toBuilder()
                    .queryExecution(looked.queryExecution().toBuilder()
                            .status(status.toBuilder()
                                    .submissionDateTime(moved(status.submissionDateTime()))
                                    .completionDateTime(
                                            status.completionDateTime() == null
                                                    ? null
                                                    : moved(status.completionDateTime()))
                                    .build())
                            .build())
                    .sdkHttpResponse(dated())
                    .build();
        }
        return answer;
    }

    private SdkHttpResponse dated() {
        return SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Date", RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)))
                .build();
    }

    private Instant moved(Instant real) {
        return real.plus(Duration.between(Instant.now(), clock.instant()));
    }
}
