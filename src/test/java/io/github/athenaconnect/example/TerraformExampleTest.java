package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Terraform for MSK Connect says what the pages say, and Terraform itself takes it where it is installed. */
class TerraformExampleTest {
    static final String FILES =
            "msk-connect/(\\w+\\.tf|connector\\.json|worker\\.properties|athena-policy\\.json\\.tftpl)";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern MERGED = Pattern.compile("(?m)^ {4}\"([a-z.]+)\" +=");
    private static final Pattern FIRST_JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    /** What Terraform lays over the connector's file. */
    private static final Map<String, String> LAID_OVER = Map.of(
            "aws.region", "eu-west-1",
            "athena.workgroup", "athena-shop",
            "athena.database", "shop",
            "athena.output.location", "s3://acme-athena-results/kafka/");

    @Nested
    class TheConnector {
        @Test
        void isAcceptedWithWhatTerraformLaysOver() throws JsonProcessingException {
            JsonNode file = JSON.readTree(ExampleFiles.text("msk-connect/connector.json"));

            ConnectorExample.of("athena-shop", file).with(LAID_OVER).assertAccepted();
        }

        @Test
        void getsJustThat() {
            Set<String> merged = MERGED.matcher(ExampleFiles.text("msk-connect/connector.tf"))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());

            assertThat(merged).isEqualTo(LAID_OVER.keySet());
        }

        /** Of the producer's keys MSK Connect takes a list; the converters it requires. */
        @Test
        void hasWorkersOfWhichMskConnectTakesTheKeys() {
            Map<String, String> worker = ExampleFiles.properties("msk-connect/worker.properties");

            assertThat(worker).containsKeys("key.converter", "value.converter");
            Set<String> others = new TreeSet<>(worker.keySet());
            others.removeAll(WorkerExamplesTest.keys());
            assertThat(others).isSubsetOf("producer.batch.size", "producer.linger.ms", "producer.compression.type");
        }

        /** Another topic would be one that the role has no rights on. */
        @Test
        void keepsItsOffsetsInATopicThatTheRoleMayUse() {
            String topic =
                    ExampleFiles.properties("msk-connect/worker.properties").get("offset.storage.topic");

            assertThat(ExampleFiles.text("msk-connect/connector.tf"))
                    .containsPattern("offsets_topic += \"" + Pattern.quote(topic) + "\"");
            assertThat(ExampleFiles.text("msk-connect/iam.tf")).contains("local.offsets_topic");
        }
    }

    @Nested
    class ThePolicy {
        private static final Map<String, String> EXAMPLE = Map.of(
                "region", "eu-west-1",
                "account", "111122223333",
                "workgroup", "primary",
                "database", "shop",
                "tables_bucket", "acme-lake",
                "tables_prefix", "shop/",
                "results_bucket", "acme-athena-results",
                "results_prefix", "kafka/");

        @Test
        void isThatOfThePage() throws IOException {
            String template = ExampleFiles.text("msk-connect/athena-policy.json.tftpl");
            String filledIn = VARIABLE.matcher(template).replaceAll((MatchResult found) -> EXAMPLE.get(found.group(1)));
            String page = Files.readString(Path.of("docs", "iam.md"));

            assertThat(JSON.readTree(filledIn))
                    .isEqualTo(JSON.readTree(FIRST_JSON
                            .matcher(page)
                            .results()
                            .findFirst()
                            .orElseThrow()
                            .group(1)));
        }

        @Test
        void isExtendedOnlyByWhatThePageLists() throws IOException {
            String page = Files.readString(Path.of("docs", "iam.md"));

            assertThat(Pattern.compile("\"((?:athena|glue|s3|kms):\\w+)\"")
                            .matcher(ExampleFiles.text("msk-connect/iam.tf"))
                            .results()
                            .map(found -> found.group(1)))
                    .isNotEmpty()
                    .allSatisfy(action -> assertThat(page).contains("`" + action + "`"));
        }
    }

    @Nested
    @Timeout(300)
    class Terraform {
        @TempDir
        private Path directory;

        @Test
        void wouldWriteItTheSame() throws Exception {
            TerraformCommand.installed()
                    .in(copy())
                    .run("fmt", "-check", "-diff")
                    .assertSucceeded();
        }

        @Test
        void findsItValid() throws Exception {
            TerraformCommand terraform = TerraformCommand.installed().in(copy());
            terraform.initialise();

            terraform.run("validate").assertSucceeded();
        }

        private Path copy() throws IOException {
            for (String file : ExampleFiles.matching(FILES).toList()) {
                Path source = ExampleFiles.ROOT.resolve(file);
                Files.copy(source, directory.resolve(source.getFileName()));
            }
            return directory;
        }
    }
}
