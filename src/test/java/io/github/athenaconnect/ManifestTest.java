package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The manifest of the archive says what the POM and the connector say; the build fills its placeholders in. */
class ManifestTest {
    private static JsonNode manifest;
    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        manifest = new ObjectMapper().readTree(Path.of("manifest.json").toFile());
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    @Test
    void itsNameIsTheArtifacts() throws Exception {
        assertThat(text("name")).isEqualTo(inPom("/project/artifactId"));
    }

    @Test
    void itsVersionAndDateAreLeftToTheBuild() {
        assertThat(text("version")).isEqualTo("${project.version}");
        assertThat(text("release_date")).isEqualTo("${release.date}");
    }

    @Test
    void itsOwnerIsTheLastPartOfTheGroup() throws Exception {
        assertThat(inPom("/project/groupId"))
                .endsWith("." + manifest.at("/owner/username").textValue());
        assertThat(manifest.at("/owner/username").textValue()).matches("[a-z0-9]+");
    }

    @Test
    void itsLicenceIsThePoms() throws Exception {
        assertThat(manifest.at("/license/0/name").textValue()).isEqualTo(inPom("/project/licenses/license/name"));
        assertThat(manifest.at("/license/0/url").textValue()).isEqualTo(inPom("/project/licenses/license/url"));
        assertThat(manifest.at("/license")).hasSize(1);
    }

    @Test
    void itRequiresTheJavaThatTheClassesAreCompiledFor() throws Exception {
        assertThat(manifest.at("/requirements/0").textValue())
                .startsWith("Java " + inPom("/project/properties/maven.compiler.release") + " ");
    }

    @Test
    void itPromisesExactlyOnceBecauseTheConnectorDoes() {
        assertThat(new AthenaSourceConnector().exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(StreamSupport.stream(
                                manifest.at("/features/delivery_guarantee").spliterator(), false)
                        .map(JsonNode::textValue))
                .containsExactly("at_least_once", "exactly_once");
    }

    @Test
    void itIsASourceByTypeAndByTheNameOfItsClass() {
        assertThat(manifest.at("/component_types")).hasSize(1);
        assertThat(manifest.at("/component_types/0").textValue()).isEqualTo("source");
        assertThat(AthenaSourceConnector.class.getSimpleName()).contains("Source");
    }

    private static String text(String field) {
        return manifest.required(field).textValue();
    }

    private static String inPom(String path) throws Exception {
        XPath xpath = XPathFactory.newInstance().newXPath();
        return xpath.evaluate(path, pom);
    }
}
