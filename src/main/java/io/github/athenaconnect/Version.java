package io.github.athenaconnect;

final class Version {
    private Version() {}

    static String current() {
        return "0.1.0-SNAPSHOT";
    }
}
