/** The sample data: a small shop, the same at every start, with new orders on request. */
package io.github.athenaconnect.localstack.shop;
