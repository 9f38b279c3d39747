package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.TextDecoder;
import io.github.athenaconnect.type.UndecodableTextException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvResultReaderTest {
    private static final RowType TYPE = TextRows.type("id", "name");
    private static final String CONTENT = "\"id\",\"name\"\n\"1\",\"one\"\n\"2\",\n\"3\",\"three\"\n";
    private static final List<String> THREE = List.of("3", "three");

    @Test
    void positionFollowsTheRowsReturned() {
        ResultReader reader = new Reading(CONTENT).open(TYPE);

        assertThat(reader.position()).isEqualTo(ResultPosition.START);
        assertThat(reader.atEnd()).isFalse();
        assertThat(reader.position()).as("nothing returned yet").isEqualTo(ResultPosition.START);
        reader.next();
        assertThat(reader.position()).isEqualTo(new ResultPosition(0, 1, CONTENT.indexOf("\"2\"")));
        reader.next();
        assertThat(reader.atEnd()).isFalse();
        assertThat(reader.position()).isEqualTo(new ResultPosition(0, 2, CONTENT.indexOf("\"3\"")));
        reader.next();
        assertThat(reader.position()).isEqualTo(new ResultPosition(0, 3, CONTENT.length()));
        assertThat(reader.atEnd()).isTrue();
    }

    @Test
    void endHasNoNextRow() {
        ResultReader reader = new Reading("\"id\",\"name\"\n").open(TYPE);

        assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void fingerprintIsKnownBeforeTheFirstRow() {
        ResultReader reader = new Reading(CONTENT).open(TYPE);

        assertThat(reader.fingerprint()).isEqualTo(fingerprint(CONTENT));
    }

    @Test
    void emptyObjectIsNoResult() {
        ResultReader reader = new Reading("").open(TYPE);

        assertThatThrownBy(reader::atEnd)
                .hasMessageContaining("is empty: expected a header line of 2 column names")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void failedReaderIsClosedAndKeepsItsPosition() {
        ResultReader reader = new Reading("\"id\",\"name\"\n\"1\",\"one\"\n\"2\"\n\"3\",\"three\"\n").open(TYPE);
        reader.next();
        ResultPosition behindFirst = reader.position();

        assertThatThrownBy(reader::next).extracting("reason").isEqualTo(Reason.MALFORMED);
        assertThatThrownBy(reader::next).extracting("reason").isEqualTo(Reason.CLOSED);
        assertThat(reader.position()).isEqualTo(behindFirst);
    }

    @Test
    void readerOfAnotherObjectOfAResultIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reading(CONTENT).resume(TYPE, fingerprint(CONTENT), new ResultPosition(1, 0, 0)))
                .withMessageContaining("object 1");
    }

    private static ResultFingerprint fingerprint(String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return new ResultFingerprint(Reading.LOCATION, FakeS3.tagOf(bytes), bytes.length);
    }

    @Nested
    class Resuming {
        private final Reading reading = new Reading(CONTENT);

        @Test
        void atAByteAsksForTheBytesBehindOnly() {
            ResultPosition behindSecond = new ResultPosition(0, 2, CONTENT.indexOf("\"3\""));

            ResultReader reader = reading.resume(TYPE, fingerprint(CONTENT), behindSecond);

            assertThat(TextRows.remaining(reader)).containsExactly(THREE);
            assertThat(reading.s3.requests()).singleElement().satisfies(request -> {
                assertThat(request.range()).isEqualTo("bytes=" + behindSecond.bytes() + "-");
                assertThat(request.ifMatch()).isEqualTo(fingerprint(CONTENT).entityTag());
            });
        }

        @Test
        void atARowOfUnknownByteSkipsTheRowsBefore() {
            ResultReader reader = reading.resume(TYPE, fingerprint(CONTENT), new ResultPosition(0, 2, 0));

            assertThat(TextRows.remaining(reader)).containsExactly(THREE);
            assertThat(reader.position()).isEqualTo(new ResultPosition(0, 3, CONTENT.length()));
        }

        @Test
        void atTheEndNeedsNoObjectAnyMore() {
            reading.s3.remove(Reading.LOCATION);

            ResultReader reader =
                    reading.resume(TYPE, fingerprint(CONTENT), new ResultPosition(0, 3, CONTENT.length()));

            assertThat(reader.atEnd()).isTrue();
            assertThat(reading.s3.requests()).isEmpty();
        }

        @Test
        void behindTheLastRowIsRefused() {
            ResultReader reader = reading.resume(TYPE, fingerprint(CONTENT), new ResultPosition(0, 4, 0));

            assertThatThrownBy(reader::atEnd)
                    .hasMessageContaining("expected at least 4 rows, found 3")
                    .extracting("reason")
                    .isEqualTo(Reason.CHANGED);
        }

        @Test
        void behindTheLastByteIsRefused() {
            ResultReader reader = reading.resume(TYPE, fingerprint(CONTENT), new ResultPosition(0, 4, 1000));

            assertThatThrownBy(reader::atEnd)
                    .hasMessageContaining("has no byte 1000")
                    .extracting("reason")
                    .isEqualTo(Reason.CHANGED);
        }

        @Test
        void anObjectThatHasChangedIsRefused() {
            reading.s3.put(Reading.LOCATION, CONTENT + "\"4\",\n");

            ResultReader reader = reading.resume(TYPE, fingerprint(CONTENT), ResultPosition.START);

            assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CHANGED);
        }

        @ParameterizedTest
        @ValueSource(ints = {-10, 10})
        void anObjectUnderTheSameTagIsTheSameWhateverLengthS3Announced(int more) {
            ResultFingerprint otherLength =
                    new ResultFingerprint(Reading.LOCATION, fingerprint(CONTENT).entityTag(), CONTENT.length() + more);
            ResultReader reader = reading.open(TYPE);
            reader.next();

            ResultReader resumed = reading.resume(TYPE, otherLength, reader.position());

            assertThat(TextRows.remaining(resumed)).isEqualTo(TextRows.remaining(reader));
        }
    }

    @Nested
    class AValueThatDoesNotFitItsColumn {
        private final TextDecoder notTwo = text -> {
            if (text.toString().equals("2")) {
                throw new UndecodableTextException("expected anything but 2, found \"2\"");
            }
            return text.toString();
        };

        @Test
        void isToldWithRowAndColumnAndLeavesTheReaderBehindIt() {
            ResultReader reader = new Reading(CONTENT).open(TextRows.type(notTwo, "id", "name"));
            reader.next();

            assertThatThrownBy(reader::next)
                    .isInstanceOf(UndecodableRowException.class)
                    .hasMessage("Result " + Reading.LOCATION
                            + ", row 2, column \"id\" of type varchar: expected anything but 2, found \"2\"");
            assertThat(reader.position()).isEqualTo(new ResultPosition(0, 2, CONTENT.indexOf("\"3\"")));
            assertThat(reader.text(0)).isEqualTo("2");
            assertThat(reader.place())
                    .isEqualTo(new RowPlace(Reading.LOCATION, 2, OptionalLong.of(CONTENT.indexOf("\"2\""))));
            assertThat(TextRows.remaining(reader)).containsExactly(THREE);
        }
    }
}
