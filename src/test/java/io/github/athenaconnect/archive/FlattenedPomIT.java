package io.github.athenaconnect.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Whoever collects the libraries by the POM that is published gets those of the archive. */
class FlattenedPomIT {
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private static Document pom;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(BuiltFiles.flattenedPom().toFile());
    }

    private static List<String> texts(String path) throws Exception {
        NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> nodes.item(index).getTextContent().strip())
                .toList();
    }

    @Test
    void namesEveryLibraryOfTheArchiveAndNoOther() throws Exception {
        String shipped = "/project/dependencies/dependency[scope='compile' or scope='runtime']";
        List<String> artifacts = texts(shipped + "/artifactId");
        List<String> versions = texts(shipped + "/version");

        assertThat(Archive.packed().filesIn("lib"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("kafka-connect-athena-" + BuiltFiles.version() + ".jar"),
                                IntStream.range(0, artifacts.size())
                                        .mapToObj(index -> artifacts.get(index) + "-" + versions.get(index) + ".jar"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "athena, netty-nio-client",
        "httpclient5, slf4j-api",
        "parquet-column, slf4j-api",
        "parquet-hadoop, hadoop-client",
        "parquet-hadoop, hadoop-common",
        "parquet-hadoop, snappy-java",
        "parquet-hadoop, zstd-jni",
        "s3, aws-crt",
        "s3, netty-nio-client",
        "sts, netty-nio-client",
        "utils, slf4j-api",
    })
    void excludesWhatALibraryWouldBringBeyondThem(String library, String brought) throws Exception {
        assertThat(texts("/project/dependencies/dependency[artifactId='" + library
                        + "']/exclusions/exclusion/artifactId"))
                .contains(brought);
    }

    @Test
    void hasItsNameAndVersionAndNothingOfTheBuild() throws Exception {
        assertThat(texts("/project/artifactId")).containsExactly("kafka-connect-athena");
        assertThat(texts("/project/version")).containsExactly(BuiltFiles.version());
        assertThat(texts("/project/licenses/license/name")).containsExactly("Apache-2.0");
        assertThat(texts("//dependency[scope='test']")).isEmpty();
        assertThat(texts("/project/build | /project/profiles | /project/repositories | //parent"))
                .isEmpty();
        assertThat(texts("//version")).noneMatch(version -> version.contains("${"));
    }
}
