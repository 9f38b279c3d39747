/**
 * The demonstration: the local stack, the packaged connector on it, and a screen that tells what arrives.
 *
 * <p>{@code config/athena-source.json} enters, with this machine's addresses laid over it; lines of text leave.
 */
package io.github.athenaconnect.localstack.demo;
