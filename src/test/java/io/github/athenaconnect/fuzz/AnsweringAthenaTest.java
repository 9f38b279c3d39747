package io.github.athenaconnect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.AnsweringAthena;
import io.github.athenaconnect.fake.AnsweringHttp;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;

/** That the fuzz targets of Athena's answers, which leave out the client, see what one would make of them. */
class AnsweringAthenaTest {
    private static final int DAMAGED = 200;

    private final AnsweringHttp http = new AnsweringHttp();
    private final AthenaClient client = http.athena();
    private final AnsweringAthena athena = new AnsweringAthena();

    @ParameterizedTest
    @ValueSource(strings = {"ExecutionAnswerFuzz", "PageFuzz"})
    void isWhatAClientMakesOfTheSameBytes(String target) {
        List<byte[]> seeds = seeds(target);
        Mutations damaged = new Mutations(1, seeds);
        Stream.concat(seeds.stream(), Stream.generate(damaged::next).limit(DAMAGED))
                .forEach(this::compare);
    }

    private void compare(byte[] input) {
        http.answers(input);
        athena.answers(input);
        compare(input, from -> from.getQueryExecution(get -> get.queryExecutionId("5f5a2c1e")));
        compare(input, from -> from.getQueryResults(get -> get.queryExecutionId("5f5a2c1e")));
    }

    private void compare(byte[] input, Function<AthenaClient, SdkResponse> call) {
        assertThat(outcome(athena, call)).as(Seeds.text(input)).isEqualTo(outcome(client, call));
    }

    /** What was read, without the stream that it was read from; or what was thrown, and what that says. */
    private static Object outcome(AthenaClient athena, Function<AthenaClient, SdkResponse> call) {
        try {
            return call.apply(athena).toBuilder().sdkHttpResponse(null).build();
        } catch (SdkException failed) {
            return failed.toString();
        }
    }

    private static List<byte[]> seeds(String target) {
        return FuzzTarget.all().stream()
                .filter(any -> any.toString().equals(target))
                .findFirst()
                .orElseThrow()
                .seeds();
    }
}
