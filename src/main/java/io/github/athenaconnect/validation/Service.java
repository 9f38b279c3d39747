package io.github.athenaconnect.validation;

import io.github.athenaconnect.aws.AwsSettings;
import java.net.URI;
import java.util.Optional;

/** The services that are asked, and the key at fault when one of them is not there. */
enum Service {
    ATHENA("Athena", KeyNames.ATHENA_ENDPOINT) {
        @Override
        Optional<URI> endpoint(AwsSettings aws) {
            return aws.endpoints().athena();
        }
    },
    S3("S3", KeyNames.S3_ENDPOINT) {
        @Override
        Optional<URI> endpoint(AwsSettings aws) {
            return aws.endpoints().s3();
        }
    },
    STS("STS", KeyNames.STS_ENDPOINT) {
        @Override
        Optional<URI> endpoint(AwsSettings aws) {
            return aws.endpoints().sts();
        }
    };

    private final String title;
    private final String endpointKey;

    Service(String title, String endpointKey) {
        this.title = title;
        this.endpointKey = endpointKey;
    }

    abstract Optional<URI> endpoint(AwsSettings aws);

    /** The endpoint key if it is set, else the region, which decides where the service is. */
    String addressKey(AwsSettings aws) {
        return endpoint(aws).isPresent() ? endpointKey : KeyNames.REGION;
    }

    /** The service and where it is looked for. */
    String described(AwsSettings aws) {
        return title
                + endpoint(aws)
                        .map(uri -> " at " + uri)
                        .orElseGet(() -> " of region " + aws.region().id());
    }
}
