package io.github.athenaconnect.config;

import io.github.athenaconnect.aws.RegionName;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Names of AWS regions, also of ones newer than the SDK. */
final class RegionText {
    static final Form<Region> FORM = Form.text("the name of a region, such as eu-west-1", known(), RegionText::parse);

    private RegionText() {}

    private static Region parse(String text) {
        return RegionName.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be the name of an AWS region, such as eu-west-1; found \"" + text + "\""));
    }

    private static List<Object> known() {
        return Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .<Object>map(Region::id)
                .sorted()
                .toList();
    }
}
