/** Results of any size that are computed while they are read: a number of rows goes in, an object for S3 comes out. */
package io.github.athenaconnect.localstack.synthetic;
