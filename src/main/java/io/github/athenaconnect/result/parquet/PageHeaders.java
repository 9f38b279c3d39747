package io.github.athenaconnect.result.parquet;

import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.format.InterningProtocol;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/**
 * Reads what stands before a page. The Parquet library's own way to do so makes room for up to 100 MiB, if a header says that
 * its statistics take so much.
 */
final class PageHeaders {
    /** Nothing in a header is deeper. */
    private static final int DEEPEST = TConfiguration.DEFAULT_RECURSION_DEPTH;

    private PageHeaders() {}

    /**
     * The header that comes next.
     *
     * @param maximumBytes more than which no part of it may have
     */
    static PageHeader read(InputStream bytes, int maximumBytes) throws IOException {
        TConfiguration limits = new TConfiguration(maximumBytes, maximumBytes, DEEPEST);
        PageHeader header = new PageHeader();
        try {
            header.read(new InterningProtocol(new TCompactProtocol(new TIOStreamTransport(limits, bytes))));
        } catch (TException senseless) {
            throw new IOException("no header of a page: " + senseless.getMessage(), senseless);
        }
        return header;
    }
}
