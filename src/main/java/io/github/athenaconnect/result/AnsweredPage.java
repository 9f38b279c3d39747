package io.github.athenaconnect.result;

import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * A page as Athena gave it.
 *
 * @param asked how many rows were asked for
 * @param bytes of the answer, 0 if unknown
 */
record AnsweredPage(GetQueryResultsResponse answer, int asked, long bytes) {}
