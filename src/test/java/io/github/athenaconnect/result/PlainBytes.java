package io.github.athenaconnect.result;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads an object as the readers of results do, and does nothing with what it reads. */
public final class PlainBytes {
    private PlainBytes() {}

    /** How many there were. */
    public static long read(S3Client s3, String location, ReadAhead ahead) {
        byte[] buffer = new byte[256 * 1024];
        ObjectOpener opener = new ObjectOpener(s3, S3Location.parse(location), Optional.empty());
        long sum = 0;
        try (ResultObject object = new ResultObject(opener, 3, failures -> {}, 0, Optional.empty(), ahead)) {
            for (int count = 0; count >= 0; count = object.read(buffer, 0, buffer.length)) {
                sum += count;
            }
        }
        return sum;
    }
}
