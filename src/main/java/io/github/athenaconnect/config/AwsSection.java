package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;
import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.aws.AwsSettings;
import io.github.athenaconnect.aws.CredentialsSettings;
import io.github.athenaconnect.aws.Endpoints;
import io.github.athenaconnect.aws.WorkerPermissions;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** Where AWS is. */
final class AwsSection {
    private static final Key<Region> REGION = Key.optional(
            "aws.region",
            RegionText.FORM,
            Label.high(
                    "Region",
                    SHORT,
                    "The AWS region in which queries run and results are read. Required unless it comes with the"
                            + " credentials: from the profile, or in the mode `default` from the worker."));
    private static final Key<URI> ATHENA_ENDPOINT = endpoint("athena", "Athena");
    private static final Key<URI> S3_ENDPOINT = endpoint("s3", "S3");
    private static final Key<URI> STS_ENDPOINT = endpoint("sts", "STS");
    private static final Key<Boolean> S3_PATH_STYLE_ACCESS = Key.withDefault(
            "aws.s3.path.style.access",
            Form.flag(),
            false,
            Label.low(
                    "S3 path-style access",
                    SHORT,
                    "Writes the bucket in the path of a request instead of the host name, as most S3 servers"
                            + " outside AWS want it."));
    private static final Key<Boolean> FIPS = Key.withDefault(
            "aws.fips.enabled",
            Form.flag(),
            false,
            Label.low(
                    "FIPS endpoints",
                    SHORT,
                    "Reaches AWS through endpoints with validated cryptography (FIPS 140), where the region has them."));
    private static final Key<Boolean> DUAL_STACK = Key.withDefault(
            "aws.dualstack.enabled",
            Form.flag(),
            false,
            Label.low("Dual-stack endpoints", SHORT, "Reaches AWS through endpoints that also speak IPv6."));

    private static final List<Key<URI>> ENDPOINTS = List.of(ATHENA_ENDPOINT, S3_ENDPOINT, STS_ENDPOINT);

    static final Section SECTION = new Section(
            "AWS", List.of(REGION, ATHENA_ENDPOINT, S3_ENDPOINT, STS_ENDPOINT, S3_PATH_STYLE_ACCESS, FIPS, DUAL_STACK));

    private AwsSection() {}

    /** To be called when the credentials have been checked. */
    static void check(Values values) {
        List.of(FIPS, DUAL_STACK).forEach(kind -> checkKind(values, kind));
        if (!values.isSet(REGION)) {
            CredentialsSection.mode(values).ifPresent(mode -> checkRegionOf(values, mode));
        }
        if (values.find(STS_ENDPOINT).isPresent()
                && !WorkerPermissions.current().tokenEndpoint()
                && CredentialsSection.find(values)
                        .filter(CredentialsSettings::sendsToken)
                        .isPresent()) {
            values.reject(
                    STS_ENDPOINT,
                    "must not be set beside a profile with a web identity, whose token, a file of the worker, would be"
                            + " sent there; the worker allows it with -D" + WorkerPermissions.TOKEN_ENDPOINT + "=true");
        }
    }

    static AwsSettings read(Values values) {
        CredentialsSettings credentials = CredentialsSection.read(values);
        return new AwsSettings(
                values.find(REGION)
                        .or(credentials::region)
                        .orElseThrow(() -> new IllegalStateException(REGION.name() + " has no valid value")),
                credentials,
                RoleSection.read(values),
                new Endpoints(
                        values.find(ATHENA_ENDPOINT),
                        values.find(S3_ENDPOINT),
                        values.find(STS_ENDPOINT),
                        values.get(S3_PATH_STYLE_ACCESS),
                        values.get(FIPS),
                        values.get(DUAL_STACK)));
    }

    private static Key<URI> endpoint(String service, String title) {
        return Key.optional(
                "aws." + service + ".endpoint",
                HttpUri.FORM,
                Label.low(title + " endpoint", LONG, "Replaces " + title + "'s own endpoint of the region."));
    }

    /** The SDK refuses both together, but not before the first request. */
    private static void checkKind(Values values, Key<Boolean> kind) {
        if (values.find(kind).orElse(false)) {
            ENDPOINTS.stream()
                    .filter(values::isSet)
                    .findFirst()
                    .ifPresent(endpoint -> values.reject(
                            kind, "must be false beside " + endpoint.name() + ", which is used as it is written"));
        }
    }

    private static void checkRegionOf(Values values, CredentialsMode mode) {
        if (!mode.mayBringRegion()) {
            values.reject(REGION, "is required by " + CredentialsMode.setting(List.of(mode)) + ", but is not set");
            return;
        }
        CredentialsSection.find(values)
                .filter(credentials -> credentials.region().isEmpty())
                .ifPresent(credentials -> values.reject(
                        REGION,
                        "is required, because "
                                + (mode == CredentialsMode.DEFAULT ? "the worker" : ProfileMode.described(values))
                                + " names no region either"));
    }
}
