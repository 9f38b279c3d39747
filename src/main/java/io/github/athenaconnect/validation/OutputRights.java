package io.github.athenaconnect.validation;

import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.result.S3Location;

/** Words for results that cannot be written or read. S3 says less than its users want to know, so both causes are named. */
final class OutputRights {
    private OutputRights() {}

    /** Athena could not write. */
    static String unwritable(AthenaSettings athena) {
        return athena.output()
                .location()
                .map(location -> "is " + location + ", where Athena cannot write results. Check that the bucket exists,"
                        + " is in the region of the queries, and that the connector's identity has s3:PutObject and"
                        + " s3:GetObject on " + arn(location) + "*, s3:GetBucketLocation on " + arn(bucket(location))
                        + " and, where objects are encrypted with a KMS key, kms:GenerateDataKey and kms:Decrypt on"
                        + " that key: a missing right on the key looks like any other denial. ")
                .orElseGet(() -> "is left to workgroup \"" + athena.workgroup()
                        + "\", to whose location Athena cannot write. Check that its bucket exists and that the"
                        + " connector's identity has s3:PutObject on it and, where objects are encrypted with a KMS"
                        + " key, kms:GenerateDataKey on that key. ");
    }

    /** The connector could not read what Athena had written. */
    static String unreadable(S3Location result) {
        return "leads to results that the connector's identity may not read: it lacks s3:GetObject on arn:aws:s3:::"
                + result.bucket() + "/" + folder(result) + "* or, where objects are encrypted with a KMS key,"
                + " kms:Decrypt on that key; S3 does not say which. Allow it in IAM and in the bucket's policy, or name"
                + " another location. ";
    }

    private static String folder(S3Location result) {
        return result.key().substring(0, result.key().lastIndexOf('/') + 1);
    }

    private static String arn(String location) {
        return "arn:aws:s3:::" + location.substring("s3://".length());
    }

    private static String bucket(String location) {
        int slash = location.indexOf('/', "s3://".length());
        return slash < 0 ? location : location.substring(0, slash);
    }
}
