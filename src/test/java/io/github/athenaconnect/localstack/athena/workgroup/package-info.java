/** Workgroups: what they are set to. */
package io.github.athenaconnect.localstack.athena.workgroup;
