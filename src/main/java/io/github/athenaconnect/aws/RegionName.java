package io.github.athenaconnect.aws;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/** Names of AWS regions, also of ones newer than the SDK. */
public final class RegionName {
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+){1,8}-[0-9]+");

    private RegionName() {}

    /** The region of that name; empty if it cannot be one, which keeps it out of the names of hosts. */
    public static Optional<Region> parse(String text) {
        return REGION.matcher(text).matches() ? Optional.of(Region.of(text)) : Optional.empty();
    }
}
