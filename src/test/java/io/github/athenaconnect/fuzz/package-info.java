/**
 * Fuzzing: what turns the seeds of the fuzz targets, the classes named {@code ...Fuzz} beside what they check, into damaged
 * inputs. Jazzer does the same with an eye on coverage, in the Maven profile {@code fuzz}.
 */
package io.github.athenaconnect.fuzz;
