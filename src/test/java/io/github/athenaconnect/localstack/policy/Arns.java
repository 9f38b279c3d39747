package io.github.athenaconnect.localstack.policy;

import io.github.athenaconnect.localstack.access.Principal;
import java.util.List;

/** How the resources of one region are named in policies. */
public record Arns(String region) {
    /** A bucket. */
    public static String bucket(String bucket) {
        return "arn:aws:s3:::" + bucket;
    }

    /** An object. */
    public static String object(String bucket, String key) {
        return bucket(bucket) + "/" + key;
    }

    /** A workgroup. */
    public String workGroup(String name) {
        return athena("workgroup/" + name);
    }

    /** A data catalog, as Athena calls it. */
    public String dataCatalog(String name) {
        return athena("datacatalog/" + name);
    }

    /** What Glue wants to be allowed for its catalog. */
    public List<String> glueCatalog() {
        return List.of(glue("catalog"));
    }

    /** What Glue wants to be allowed for a database: also the catalog around it. */
    public List<String> database(String database) {
        return List.of(glue("catalog"), glue("database/" + database));
    }

    /** What Glue wants to be allowed for a table: also the catalog and the database around it. */
    public List<String> table(String database, String table) {
        return List.of(glue("catalog"), glue("database/" + database), glue("table/" + database + "/" + table));
    }

    private String athena(String rest) {
        return "arn:aws:athena:" + region + ":" + Principal.ACCOUNT + ":" + rest;
    }

    private String glue(String rest) {
        return "arn:aws:glue:" + region + ":" + Principal.ACCOUNT + ":" + rest;
    }
}
