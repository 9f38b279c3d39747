/** AWS in memory, behind the SDK's own interfaces: for tests that drive the connector without a network. */
package io.github.athenaconnect.fake;
