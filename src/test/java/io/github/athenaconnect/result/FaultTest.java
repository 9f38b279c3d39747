package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.RowType;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** What goes wrong between the reader and S3, and what the reader makes of it. */
class FaultTest {
    private static final RowType TYPE = TextRows.type("a", "b");
    private static final String CONTENT = "\"a\",\"b\"\n\"1\",\"one\"\n\"2\",\"two\"\n";
    private static final List<List<String>> ROWS = List.of(List.of("1", "one"), List.of("2", "two"));

    private final Reading reading = new Reading(CONTENT);
    private final FakeS3 s3 = reading.s3;

    private ResultReader reader() {
        return reading.open(TYPE);
    }

    private void assertUnreadable(Reason reason, String... words) {
        assertThatThrownBy(() -> TextRows.remaining(reader()))
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining(Reading.LOCATION)
                .hasMessageContainingAll(words)
                .extracting("reason")
                .isEqualTo(reason);
    }

    @Nested
    class ABodyThatEndsTooEarly {
        @Test
        void isContinuedAtTheNextByteOfTheSameObject() {
            IntStream.range(0, CONTENT.length()).forEach(bytes -> {
                Reading cut = new Reading(CONTENT);
                cut.s3.failNext(Bodies.brokenAfter(bytes));

                assertThat(TextRows.remaining(cut.open(TYPE))).isEqualTo(ROWS);
                GetObjectRequest second = cut.s3.requests().get(1);
                assertThat(second.range()).isEqualTo(bytes == 0 ? null : "bytes=" + bytes + "-");
                assertThat(second.ifMatch()).isEqualTo(FakeS3.tagOf(CONTENT.getBytes(UTF_8)));
            });
        }

        @Test
        void isNotMistakenForTheEndOfTheResult() {
            s3.failNext(Bodies.endingAfter(CONTENT.indexOf("\"2\"")));

            assertThat(TextRows.remaining(reader())).isEqualTo(ROWS);
        }

        @Test
        void isGivenUpAfterSomeAttemptsWithoutProgress() {
            s3.failNext(Bodies.brokenAfter(10));
            s3.failNext(Bodies.brokenAfter(0));
            s3.failNext(SdkClientException.create("Unable to execute HTTP request"));

            assertUnreadable(Reason.BROKEN, "from byte 10 on in 3 attempts", "Unable to execute HTTP request");
            assertThat(reading.pauses).containsExactly(1, 2);
        }

        @Test
        void isRetriedAnyNumberOfTimesWhileBytesArrive() {
            IntStream.range(0, CONTENT.length() - 1).forEach(once -> s3.failNext(Bodies.brokenAfter(1)));

            assertThat(TextRows.remaining(reader())).isEqualTo(ROWS);
            assertThat(reading.pauses).hasSize(CONTENT.length() - 1).containsOnly(1);
        }

        @Test
        void isNotContinuedInAnotherObject() {
            s3.failNext(body -> {
                s3.put(Reading.LOCATION, CONTENT.replace("two", "TWO"));
                return Bodies.brokenAfter(20).apply(body);
            });

            assertUnreadable(Reason.CHANGED, "somebody has replaced it", "412 PreconditionFailed");
        }

        @Test
        void isNotContinuedWhenTheObjectHasGone() {
            s3.failNext(body -> {
                s3.remove(Reading.LOCATION);
                return Bodies.brokenAfter(20).apply(body);
            });

            assertUnreadable(Reason.GONE, "run the query again", "404 NoSuchKey");
        }
    }

    @Nested
    class AnErrorOfS3 {
        @ParameterizedTest
        @CsvSource({"500, InternalError", "503, SlowDown", "400, RequestTimeout", "429, TooManyRequests"})
        void isRetriedWhereItMayPass(int status, String code) {
            s3.failNext(FakeS3.error(status, code));
            s3.failNext(FakeS3.error(status, code));

            assertThat(TextRows.remaining(reader())).isEqualTo(ROWS);
            assertThat(reading.pauses).containsExactly(1, 2);
        }

        @Test
        void isGivenUpWhereItDoesNotPass() {
            IntStream.range(0, Reading.ATTEMPTS).forEach(once -> s3.failNext(FakeS3.error(503, "SlowDown")));

            assertUnreadable(Reason.BROKEN, "from byte 0 on in 3 attempts", "this is SlowDown");
        }

        @ParameterizedTest
        @CsvSource({"503, SlowDown, spread the schedules", "400, ExpiredToken, renew the credentials"})
        void isGivenUpWithTheStepThatHelps(int status, String code, String step) {
            IntStream.range(0, Reading.ATTEMPTS).forEach(once -> s3.failNext(FakeS3.error(status, code)));

            assertUnreadable(Reason.BROKEN, step);
        }

        @Test
        void isGivenUpWithTheNameThatIsNotKnown() {
            IntStream.range(0, Reading.ATTEMPTS)
                    .forEach(once -> s3.failNext(SdkClientException.create(
                            "Received an UnknownHostException", new UnknownHostException("s3.invalid"))));

            assertUnreadable(Reason.BROKEN, "the look-up of its host says \"s3.invalid\"", "aws.s3.endpoint");
        }

        @Test
        void isFinalWhereTheCertificateIsOfAnother() {
            s3.failNext(SdkClientException.create(
                    "PKIX path building failed", new CertificateException("unable to find a path")));

            assertUnreadable(
                    Reason.UNTRUSTED,
                    "certificate",
                    "PKIX path building failed. " + CallFailure.nextStep(FailureKind.UNTRUSTED));
            assertThat(reading.pauses).isEmpty();
        }

        @Test
        void isRetriedWhereTheCertificateMayHoldLater() {
            s3.failNext(outOfDate());

            assertThat(TextRows.remaining(reader())).isEqualTo(ROWS);
            assertThat(reading.pauses).containsExactly(1);
        }

        @Test
        void isGivenUpWithWhatHelpsAgainstACertificateThatIsOutOfDate() {
            IntStream.range(0, Reading.ATTEMPTS).forEach(once -> s3.failNext(outOfDate()));

            assertUnreadable(Reason.BROKEN, "NotAfter", "certificate", CallFailure.nextStep(FailureKind.UNPROVEN));
        }

        private SdkClientException outOfDate() {
            return SdkClientException.create("NotAfter: Sunday", new CertificateExpiredException("NotAfter: Sunday"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"NoSuchKey", "NoSuchBucket"})
        void isFinalWhereNothingIsThere(String code) {
            s3.failNext(FakeS3.error(404, code));

            assertUnreadable(Reason.GONE, "bucket \"results\"", code);
            assertThat(reading.pauses).isEmpty();
        }

        @Test
        void isFinalWhereRightsAreMissingAndNamesThem() {
            s3.failNext(FakeS3.error(403, "AccessDenied"));

            assertUnreadable(
                    Reason.DENIED,
                    "s3:GetObject on arn:aws:s3:::results/daily/1f3c.csv",
                    "kms:Decrypt",
                    "AWS said: 403 AccessDenied, this is AccessDenied");
            assertThat(reading.pauses).isEmpty();
        }

        @Test
        void isFinalWhereS3RefusesForAnotherReason() {
            s3.failNext(FakeS3.error(301, "PermanentRedirect"));

            assertUnreadable(Reason.DENIED, "region", "301 PermanentRedirect");
        }
    }

    @Nested
    class ABodyThatIsNotTheObject {
        @Test
        void isNoticedWhenLongerThanAnnounced() {
            s3.failNext(Bodies.followedBy((byte) 'x'));

            assertUnreadable(Reason.MALFORMED, "more than the " + CONTENT.length() + " bytes it announced");
        }

        @Test
        void isNoticedWhenItsChecksumDiffers() {
            s3.failNext(Bodies.failingAtEnd(SdkClientException.create("Data read has a different checksum")));

            assertUnreadable(Reason.MALFORMED, "Data read has a different checksum");
            assertThat(s3.requests()).as("asking again for nothing would pass").hasSize(1);
        }
    }

    @Nested
    class AnInterrupt {
        @Test
        void whileWaitingForTheNextAttemptEndsReading() {
            s3.failNext(FakeS3.error(503, "SlowDown"));
            ResultReader reader = reading.results(s3, failures -> {
                        throw new InterruptedException();
                    })
                    .open(ResultFormat.CSV, Reading.LOCATION, TYPE);

            assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
            assertThat(Thread.interrupted()).as("kept for the caller").isTrue();
        }

        @Test
        void noticedByTheClientIsNotRetried() {
            s3.failNext(AbortedException.create("Thread was interrupted"));

            assertThatThrownBy(() -> reader().atEnd()).extracting("reason").isEqualTo(Reason.CLOSED);
            assertThat(Thread.interrupted()).as("kept for the caller").isTrue();
            assertThat(reading.pauses).isEmpty();
        }
    }

    @Test
    void bucketOwnerIsSentWhereOneIsExpected() {
        ResultSettings settings = new ResultSettings(1000, 1, Optional.of("123456789012"));

        new Results(s3, settings, failures -> {})
                .open(ResultFormat.CSV, Reading.LOCATION, TYPE)
                .atEnd();

        assertThat(s3.requests())
                .singleElement()
                .extracting(GetObjectRequest::expectedBucketOwner)
                .isEqualTo("123456789012");
    }
}
