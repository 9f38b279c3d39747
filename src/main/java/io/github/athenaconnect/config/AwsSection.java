package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.aws.AwsSettings;
import java.net.URI;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.regions.Region;

/** Where AWS is. */
final class AwsSection {
    private static final Key<Region> REGION = Key.required(
            "aws.region",
            RegionText.FORM,
            Label.high("Region", SHORT, "The AWS region in which queries run and results are read."));
    private static final Key<URI> ATHENA_ENDPOINT = Key.optional(
            "aws.athena.endpoint",
            HttpUri.FORM,
            Label.low("Athena endpoint", LONG, "Replaces Athena's own endpoint of the region."));
    private static final Key<URI> S3_ENDPOINT = Key.optional(
            "aws.s3.endpoint",
            HttpUri.FORM,
            Label.low("S3 endpoint", LONG, "Replaces S3's own endpoint of the region."));
    private static final Key<Boolean> S3_PATH_STYLE_ACCESS = Key.withDefault(
            "aws.s3.path.style.access",
            Form.flag(),
            false,
            Label.low(
                    "S3 path-style access",
                    SHORT,
                    "Writes the bucket in the path of a request instead of the host name, as most S3 servers"
                            + " outside AWS want it."));

    static final Section SECTION = new Section(
            "AWS",
            List.of(REGION, ATHENA_ENDPOINT, S3_ENDPOINT, S3_PATH_STYLE_ACCESS),
            Set.of("aws.sts.endpoint", "aws.fips.enabled", "aws.dualstack.enabled"));

    private AwsSection() {}

    static AwsSettings read(Values values) {
        return new AwsSettings(
                values.get(REGION),
                CredentialsSection.read(values),
                values.find(ATHENA_ENDPOINT),
                values.find(S3_ENDPOINT),
                values.get(S3_PATH_STYLE_ACCESS));
    }
}
