/**
 * Looks for secrets where none may be. In goes whatever the suite, its workers and their REST interfaces have put out; out
 * come the places at which one of the {@linkplain io.github.athenaconnect.localstack.access.Secrets marked} secrets of the tests
 * stands, in whatever form. {@link io.github.athenaconnect.secrecy.OutputScan} is the last step of every build.
 */
package io.github.athenaconnect.secrecy;
