package io.github.athenaconnect.fake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.http.HttpResponseHandler;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.protocols.json.AwsJsonProtocol;
import software.amazon.awssdk.protocols.json.AwsJsonProtocolFactory;
import software.amazon.awssdk.protocols.json.JsonOperationMetadata;
import software.amazon.awssdk.protocols.json.internal.unmarshall.SdkClientJsonProtocolAdvancedOption;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * Answers every look at an execution and every page of a result with the same bytes, which the SDK reads: what a client gives
 * for them, or throws, but without making and signing a request, which takes longer than reading. For one thread.
 */
public final class AnsweringAthena implements AthenaClient {
    private static final AwsJsonProtocolFactory PROTOCOL = AwsJsonProtocolFactory.builder()
            .clientConfiguration(SdkClientConfiguration.builder()
                    .option(SdkClientJsonProtocolAdvancedOption.ENABLE_FAST_UNMARSHALLER, true)
                    .build())
            .defaultServiceExceptionSupplier(AthenaException::builder)
            .protocol(AwsJsonProtocol.AWS_JSON)
            .protocolVersion("1.1")
            .build();

    private final HttpResponseHandler<GetQueryExecutionResponse> executions =
            handler(GetQueryExecutionResponse::builder);
    private final HttpResponseHandler<GetQueryResultsResponse> pages = handler(GetQueryResultsResponse::builder);
    private byte[] answer = new byte[0];

    private static <T extends SdkPojo> HttpResponseHandler<T> handler(Supplier<SdkPojo> response) {
        return PROTOCOL.createResponseHandler(
                JsonOperationMetadata.builder()
                        .hasStreamingSuccessResponse(false)
                        .isPayloadJson(true)
                        .build(),
                response);
    }

    /** Answers with these bytes from now on. */
    public void answers(byte[] bytes) {
        answer = bytes;
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        return read(executions);
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        return read(pages);
    }

    /** Throws what a client makes of whatever reading throws. */
    private <T> T read(HttpResponseHandler<T> handler) {
        SdkHttpFullResponse response = SdkHttpFullResponse.builder()
                .statusCode(200)
                .content(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                .build();
        try {
            return handler.handle(response, new ExecutionAttributes());
        } catch (IOException | RetryableException unreadable) {
            throw failure("Unable to execute HTTP request: " + unreadable.getMessage(), unreadable);
        } catch (SdkException failed) {
            throw failed.retryable() ? failed : unmarshalled(failed);
        } catch (Exception failed) {
            throw unmarshalled(failed);
        }
    }

    private static SdkClientException unmarshalled(Exception failed) {
        return failure(
                "Unable to unmarshall response (" + failed.getMessage() + "). Response Code: 200, Response Text: null",
                failed);
    }

    private static SdkClientException failure(String message, Exception cause) {
        return SdkClientException.builder()
                .message(message)
                .cause(cause)
                .numAttempts(1)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
