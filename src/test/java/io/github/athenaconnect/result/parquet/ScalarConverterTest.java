package io.github.athenaconnect.result.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.result.parquet.RowAssembler.ByteCount;
import java.nio.ByteBuffer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

class ScalarConverterTest {
    /** The library does not look whether a dictionary has as many bytes as its values say they have. */
    @Test
    void aValueThatSaysItHasMoreBytesThanARowMayHaveIsRefusedBeforeRoomIsMadeForIt() {
        ByteCount bytes = new ByteCount(100);
        bytes.begin(7);
        ScalarConverter converter = new ScalarConverter(
                MessageTypeParser.parseMessageType("message row { optional binary v (STRING); }")
                        .getType(0)
                        .asPrimitiveType(),
                value -> {},
                bytes);
        Binary damaged = Binary.fromConstantByteBuffer(ByteBuffer.allocate(10), 4, Integer.MAX_VALUE);

        assertThatThrownBy(() -> converter.addBinary(damaged))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContainingAll("row 7", "100 bytes");
    }
}
