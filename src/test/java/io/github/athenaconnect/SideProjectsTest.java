package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small projects beside the main one, which gather jars for tests, name the versions that it names. */
class SideProjectsTest {
    private static String property(String pom, String name) throws Exception {
        return XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        "/project/properties/" + name,
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(Path.of(pom).toFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jackson.version", "kafka.version"})
    void theBrokerOfTheContainerHasTheVersionsOfThisBuild(String name) throws Exception {
        assertThat(property(".ci/kafka-image/pom.xml", name)).isNotEmpty().isEqualTo(property("pom.xml", name));
    }

    @Test
    void theOtherConnectIsTheOldestUnlessAnotherIsChosen() throws Exception {
        assertThat(property("src/test/connect/pom.xml", "connect.version"))
                .isNotEmpty()
                .isEqualTo(property("pom.xml", "connect.oldest.version"));
    }
}
