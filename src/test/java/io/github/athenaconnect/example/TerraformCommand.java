package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code terraform} of this machine; a test that needs it is skipped, with the reason, where it is not there.
 *
 * <p>{@code terraform init} may only use what is on this machine: the environment variable {@code TERRAFORM_PLUGIN_DIRECTORY} names the
 * directory that has the AWS provider, as {@code -plugin-dir} takes it. Nothing is downloaded.
 *
 * @param directory where it runs
 */
record TerraformCommand(Path directory) {
    private static final String PLUGIN_DIRECTORY = "TERRAFORM_PLUGIN_DIRECTORY";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** What a run of it left. */
    record Outcome(int exitCode, String output) {
        void assertSucceeded() {
            assertThat(exitCode).as(output).isZero();
        }
    }

    /** Skips the test if there is none. */
    static TerraformCommand installed() {
        TerraformCommand terraform = new TerraformCommand(Path.of("").toAbsolutePath());
        assumeTrue(terraform.isThere(), "Terraform is not installed on this machine");
        return terraform;
    }

    TerraformCommand in(Path other) {
        return new TerraformCommand(other);
    }

    private boolean isThere() {
        try {
            return run("version").exitCode() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** Makes the provider known; skips the test if it is not on this machine. */
    void initialise() throws IOException {
        String plugins = System.getenv(PLUGIN_DIRECTORY);
        assumeTrue(plugins != null, "Set " + PLUGIN_DIRECTORY + " to the directory that has Terraform's AWS provider");
        run("init", "-backend=false", "-input=false", "-plugin-dir=" + plugins).assertSucceeded();
    }

    /** @throws IOException if there is no such program */
    Outcome run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        // Not beside the files: it links to the provider, which a temporary directory is not to follow when it is
        // deleted.
        builder.environment()
                .put(
                        "TF_DATA_DIR",
                        Path.of("target", "terraform").toAbsolutePath().toString());
        builder.environment().put("TF_IN_AUTOMATION", "1");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("NO_COLOR", "1");
        Path output = Files.createTempFile("terraform", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as("terraform ended within %s", LONGEST)
                    .isTrue();
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Terraform ran", e);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
