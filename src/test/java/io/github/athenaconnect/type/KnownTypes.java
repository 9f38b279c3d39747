package io.github.athenaconnect.type;

import java.util.List;

/** Every name of a type that the connector knows, for tests of other packages that must not forget one. */
public final class KnownTypes {
    private KnownTypes() {}

    public static List<String> names() {
        return AthenaType.allNames();
    }
}
