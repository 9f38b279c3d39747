/** What goes wrong between the connector and AWS, as the SDK shows it, and when it does. */
@NullMarked
package io.github.athenaconnect.fault;

import org.jspecify.annotations.NullMarked;
