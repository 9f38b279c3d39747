package io.github.athenaconnect.fault;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * A call that the connector makes.
 *
 * @param request of the SDK
 * @param service answers it as if nothing were wrong
 * @param s3 where the results are
 */
record Call(Place place, Object request, Service service, SettableClock clock, FakeS3 s3) {
    /** What would be answered. */
    @FunctionalInterface
    interface Service {
        Object answer() throws Throwable;
    }

    /** The execution that it is about. */
    String execution() {
        return request instanceof GetQueryResultsRequest page
                ? page.queryExecutionId()
                : ((GetQueryExecutionRequest) request).queryExecutionId();
    }

    GetObjectRequest object() {
        return (GetObjectRequest) request;
    }

    /** Whether it asks for an object of which it knows nothing yet, and which has rows. */
    boolean opensRows() {
        return object().ifMatch() == null && !location().endsWith("-manifest.csv");
    }

    /** The object it asks for, or has Athena read. */
    String location() {
        return request instanceof GetQueryResultsRequest
                ? FakeAthena.BUCKET + execution() + ".csv"
                : "s3://" + object().bucket() + "/" + object().key();
    }
}
