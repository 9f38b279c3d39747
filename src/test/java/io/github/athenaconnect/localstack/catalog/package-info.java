/** The data catalog, AwsDataCatalog, as Glue keeps it: databases and tables, whose rows an engine holds. */
package io.github.athenaconnect.localstack.catalog;
