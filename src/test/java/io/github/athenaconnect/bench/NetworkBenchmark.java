package io.github.athenaconnect.bench;

import io.github.athenaconnect.localstack.kafka.WorkingDirectory;
import io.github.athenaconnect.query.UnloadedFiles;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What is gained where each connection to S3 is slow: by parts of a result that are fetched ahead, and by shards. Shards
 * read large values, which are next to nothing to decode and so gain most. Server and
 * readers share a machine, so some contests are held at a rate so low that only the network limits them.
 */
final class NetworkBenchmark implements Benchmark {
    private static final Link USUAL = new Link(90, 20);
    private static final Link SLOW = new Link(20, 20);
    private static final Link SLOWEST = new Link(2, 20);
    private static final long BYTES = 256L << 20;
    private static final long ROWS = 1_000_000;
    private static final int SHARDS = StoredFiles.FILES;

    @Override
    public String name() {
        return "network";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        try (WorkingDirectory bucket = WorkingDirectory.create("bench-network")) {
            readAhead(bucket, effort, report);
            shards(bucket, effort, report);
        }
    }

    private static void readAhead(WorkingDirectory bucket, Effort effort, Report report) throws Exception {
        StoredFiles.putLargeCsv(bucket, effort.of(BYTES));
        StoredFiles.putUsualCsv(bucket, effort.of(ROWS));
        UnloadedFiles large = StoredFiles.putLargeValues(bucket, effort.of(BYTES));
        UnloadedFiles usual = StoredFiles.putUsualValues(bucket, effort.of(ROWS));
        try (ThrottledServer server = ThrottledServer.start(bucket.path(), USUAL);
                NetworkReading reading = NetworkReading.of(server.endpoint())) {
            csvAheadOrNot(bucket, reading, effort, report);
            aheadOrNot(
                    "network-unload-large-values-read-ahead",
                    StoredFiles.bytes(bucket, large),
                    effort,
                    report,
                    ahead -> reading.unload(large, 1, ahead));
            aheadOrNot(
                    "network-unload-usual-rows-read-ahead",
                    StoredFiles.bytes(bucket, usual),
                    effort,
                    report,
                    ahead -> reading.unload(usual, 1, ahead));
        }
    }

    private static void csvAheadOrNot(WorkingDirectory bucket, NetworkReading reading, Effort effort, Report report)
            throws Exception {
        long large = Files.size(StoredFiles.path(bucket, StoredFiles.LARGE_CSV));
        aheadOrNot(
                "network-csv-bytes-read-ahead",
                large,
                effort,
                report,
                ahead -> reading.bytes(StoredFiles.LARGE_CSV, ahead));
        aheadOrNot(
                "network-csv-large-values-read-ahead",
                large,
                effort,
                report,
                ahead -> reading.csv(StoredFiles.LARGE_CSV, StoredFiles.LARGE_CSV_COLUMNS, ahead));
        aheadOrNot(
                "network-csv-usual-rows-read-ahead",
                Files.size(StoredFiles.path(bucket, StoredFiles.USUAL_CSV)),
                effort,
                report,
                ahead -> reading.csv(StoredFiles.USUAL_CSV, StoredFiles.USUAL_CSV_COLUMNS, ahead));
    }

    private interface Read {
        long once(boolean ahead) throws Exception;
    }

    private static void aheadOrNot(String name, long bytes, Effort effort, Report report, Read read) throws Exception {
        Way one = new Way("one stream", () -> megabytesPerSecond(bytes, () -> read.once(false)));
        Way ahead = new Way("ahead", () -> megabytesPerSecond(bytes, () -> read.once(true)));
        report.ratio(name, Contest.of(ahead, one, effort.rounds()), "MB/s");
    }

    private static void shards(WorkingDirectory bucket, Effort effort, Report report) throws Exception {
        shards("network-shards-8-one-stream-each", USUAL, false, BYTES, bucket, effort, report);
        shards("network-shards-8-one-stream-each-20-MB/s", SLOW, false, BYTES / 2, bucket, effort, report);
        shards("network-shards-8", USUAL, true, BYTES, bucket, effort, report);
        shards("network-shards-8-2-MB/s", SLOWEST, true, BYTES / 2, bucket, effort, report);
    }

    private static void shards(
            String name, Link link, boolean ahead, long size, WorkingDirectory bucket, Effort effort, Report report)
            throws Exception {
        UnloadedFiles files = StoredFiles.putLargeValues(bucket, effort.of(size));
        long bytes = StoredFiles.bytes(bucket, files);
        try (ThrottledServer server = ThrottledServer.start(bucket.path(), link);
                NetworkReading reading = NetworkReading.of(server.endpoint())) {
            Way shards = new Way(
                    SHARDS + " shards", () -> megabytesPerSecond(bytes, () -> reading.unload(files, SHARDS, ahead)));
            Way whole = new Way("one reader", () -> megabytesPerSecond(bytes, () -> reading.unload(files, 1, ahead)));
            report.ratio(name, Contest.of(shards, whole, effort.rounds()), "MB/s of large values");
        }
    }

    private interface Turn {
        long rows() throws Exception;
    }

    private static double megabytesPerSecond(long bytes, Turn turn) throws Exception {
        long begin = System.nanoTime();
        if (turn.rows() == 0) {
            throw new IOException("Nothing was read");
        }
        return 1e3 * bytes / (System.nanoTime() - begin);
    }
}
