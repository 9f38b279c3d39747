package io.github.athenaconnect.result;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** One result in a fake S3 and the settings it is read with. */
final class Reading {
    static final String LOCATION = "s3://results/daily/1f3c.csv";
    static final int ATTEMPTS = 3;

    final FakeS3 s3 = new FakeS3();
    final List<Integer> pauses = new ArrayList<>();
    private final int maximumRowBytes;

    Reading(String content) {
        this(content, 1 << 20);
    }

    Reading(String content, int maximumRowBytes) {
        s3.put(LOCATION, content);
        this.maximumRowBytes = maximumRowBytes;
    }

    ResultReader open(RowType rowType) {
        return results(s3, pauses::add).open(ResultFormat.CSV, LOCATION, rowType);
    }

    ResultReader resume(RowType rowType, ResultFingerprint expected, ResultPosition from) {
        return results(s3, pauses::add).resume(ResultFormat.CSV, expected, rowType, from);
    }

    Results results(S3Client client, Backoff backoff) {
        return new Results(client, new ResultSettings(maximumRowBytes, ATTEMPTS, Optional.empty()), backoff);
    }
}
