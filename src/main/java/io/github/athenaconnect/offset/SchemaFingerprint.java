package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Digest;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.RowType;

/** Tells the columns of one result from those of another, in a few characters that fit into every offset. */
public final class SchemaFingerprint {
    private SchemaFingerprint() {}

    /** 16 hexadecimal digits over names, types, precisions and scales in their order. */
    public static String of(RowType rowType) {
        Digest digest = new Digest();
        for (AthenaColumn source : rowType.sources()) {
            digest.add(source.name())
                    .add(source.typeName())
                    .add(Integer.toString(source.precision()))
                    .add(Integer.toString(source.scale()));
        }
        return digest.hex().substring(0, 16);
    }
}
