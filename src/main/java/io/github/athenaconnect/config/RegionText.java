package io.github.athenaconnect.config;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/** Names of AWS regions, also of ones newer than the SDK. */
final class RegionText {
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");

    static final Form<Region> FORM = Form.text("the name of a region, such as eu-west-1", known(), RegionText::parse);

    private RegionText() {}

    private static Region parse(String text) {
        if (!REGION.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be the name of an AWS region, such as eu-west-1; found \"" + text + "\"");
        }
        return Region.of(text);
    }

    private static List<Object> known() {
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .<Object>map(Region::id)
                .sorted()
                .toList();
    }
}
