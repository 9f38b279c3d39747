/** Small HTTP servers on the loopback interface: requests go in whole, answers come out whole. */
package io.github.athenaconnect.localstack.http;
