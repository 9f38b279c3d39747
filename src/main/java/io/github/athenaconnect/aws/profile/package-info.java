/**
 * The text of AWS credentials and config files.
 *
 * <p>Text enters; {@link io.github.athenaconnect.aws.profile.Profiles} leave, or the line at fault, whose content is
 * never shown. Pure: what the settings of a profile mean is none of its business.
 */
@NullMarked
package io.github.athenaconnect.aws.profile;

import org.jspecify.annotations.NullMarked;
