package io.github.athenaconnect.result.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class UnpackingTest {
    /** Its first bytes say that two gigabytes are to come; the page's header says ten bytes. */
    private static final byte[] SNAPPY_BOMB = {-1, -1, -1, -1, 7, 0, 'a'};

    @Test
    void snappyBytesOfAnotherLengthThanThePageHasAreRefusedBeforeRoomIsMadeForThem() {
        assertThatThrownBy(() -> Unpacking.unpack(CompressionCodecName.SNAPPY, SNAPPY_BOMB, 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a page of 10 bytes, found 2147483647");
    }

    @Test
    void snappyBytesOfThatLengthAreUnpacked() throws IOException {
        byte[] page = "a page".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(Unpacking.unpack(CompressionCodecName.SNAPPY, Snappy.compress(page), page.length))
                .isEqualTo(page);
    }
}
