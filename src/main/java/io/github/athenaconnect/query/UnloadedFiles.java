package io.github.athenaconnect.query;

/**
 * What the execution of an UNLOAD has left.
 *
 * @param target the {@code s3://} URI below which its files are, with a slash at its end
 * @param manifest the {@code s3://} URI of the list of its files
 */
public record UnloadedFiles(String target, String manifest) {
    /** The {@code s3://} URI below which all targets of a connector are that unloads below {@code output}. */
    public static String placeOf(String connector, String output) {
        return new Unload(output).placeOf(connector);
    }
}
