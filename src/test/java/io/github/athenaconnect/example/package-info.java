/**
 * What is shipped under {@code config/} is right: each file is read as its users' tools read it, and each connector in it is
 * judged by the connector itself. Enters: files. Leaves: nothing; a file that no test knows fails.
 */
package io.github.athenaconnect.example;
