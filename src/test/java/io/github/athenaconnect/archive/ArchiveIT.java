package io.github.athenaconnect.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive has the form that Confluent Hub takes, and holds all that is promised and nothing that breaks a worker. */
class ArchiveIT {
    private static final String VERSION = BuiltFiles.version();
    private static final long LIMIT = 25_000_000;

    private static Archive archive;

    @BeforeAll
    static void read() {
        assertThat(BuiltFiles.listOfComponents())
                .as("the list of components beside an archive that has it too")
                .exists();
        archive = Archive.packed();
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(archive.bytes(name));
    }

    private static String sbomName() {
        return "doc/kafka-connect-athena-" + VERSION + "-sbom.json";
    }

    @Nested
    class Form {
        @Test
        void isOneDirectoryOfItsOwnName() {
            assertThat(archive.names()).allSatisfy(name -> assertThat(name).startsWith(archive.top() + "/"));
        }

        @Test
        void hasNoEntryTwice() {
            assertThat(archive.names()).doesNotHaveDuplicates();
        }

        @Test
        void hasNothingBesidesWhatAnInstallerKnows() {
            assertThat(archive.files().stream()
                            .map(name -> Path.of(name).getName(0).toString())
                            .distinct())
                    .containsExactlyInAnyOrder("manifest.json", "lib", "etc", "doc", "assets");
        }

        @Test
        void isSmall() throws IOException {
            assertThat(Files.size(archive.file())).isLessThanOrEqualTo(LIMIT);
        }

        @Test
        void itsLogoIsLargeEnough() throws IOException {
            String logo = json("manifest.json").required("logo").textValue();

            BufferedImage image = ImageIO.read(new ByteArrayInputStream(archive.bytes(logo)));
            assertThat(image.getWidth()).isGreaterThanOrEqualTo(400);
            assertThat(image.getHeight()).isGreaterThanOrEqualTo(200);
        }
    }

    @Nested
    class Libraries {
        @ParameterizedTest
        @ValueSource(
                strings = {"kafka-clients", "connect-", "slf4j", "snappy", "zstd", "jspecify", "javax", "netty", "log4j"
                })
        void noneIsOneThatTheWorkerHasOrThatNobodyNeeds(String prefix) {
            assertThat(archive.filesIn("lib")).noneMatch(name -> name.startsWith(prefix));
        }

        @Test
        void noneHoldsClassesOfTheWorker() throws IOException {
            for (String library : archive.filesIn("lib")) {
                assertThat(JarNames.of(archive.bytes("lib/" + library)))
                        .as(library)
                        .noneMatch(name -> name.startsWith("org/apache/kafka/") || name.startsWith("org/slf4j/"));
            }
        }

        @Test
        void areThoseOfTheListOfComponentsWhichAlsoNamesTheLoggingThatTheWorkerBrings() throws IOException {
            Stream<String> listed = StreamSupport.stream(
                            json(sbomName()).required("components").spliterator(), false)
                    .filter(component -> !component.required("name").textValue().equals("slf4j-api"))
                    .map(component -> component.required("name").textValue() + "-"
                            + component.required("version").textValue() + ".jar");

            assertThat(archive.filesIn("lib"))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(listed, Stream.of("kafka-connect-athena-" + VERSION + ".jar"))
                                    .toList());
        }

        @Test
        void eachIsListedWithItsAddressItsLicenceAndItsChecksum() throws Exception {
            for (JsonNode component : json(sbomName()).required("components")) {
                String name = component.required("name").textValue();
                String version = component.required("version").textValue();
                String library = "lib/" + name + "-" + version + ".jar";
                assertThat(component.required("purl").textValue())
                        .isEqualTo("pkg:maven/" + component.required("group").textValue() + "/" + name + "@" + version
                                + "?type=jar");
                assertThat(component.required("licenses")).as(library).isNotEmpty();
                if (!name.equals("slf4j-api")) {
                    assertThat(component.required("hashes"))
                            .as(library)
                            .anySatisfy(
                                    hash -> assertThat(hash.required("content").textValue())
                                            .isEqualTo(sha256(archive.bytes(library))));
                }
            }
        }

        private static String sha256(byte[] bytes) throws Exception {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }

        @Test
        void theTableOfKnownFlawsIsAboutTheVersionsThatAreThere() throws IOException {
            Matcher rows = Pattern.compile("^\\| `([a-z0-9-]+)` \\| ([0-9.]+)[ |]", Pattern.MULTILINE)
                    .matcher(Files.readString(Path.of("docs", "security.md")));

            assertThat(rows.results().map(row -> row.group(1) + "-" + row.group(2) + ".jar"))
                    .hasSizeGreaterThan(4)
                    .allMatch(archive.filesIn("lib")::contains);
        }

        @Test
        void eachHasItsLicenceTold() {
            String told = archive.text("doc/licenses/THIRD-PARTY.md");

            assertThat(libraries()).allSatisfy(library -> {
                int hyphen = library.lastIndexOf('-');
                assertThat(told)
                        .contains(":" + library.substring(0, hyphen) + "` | "
                                + library.substring(hyphen + 1).replace(".jar", "") + " | ");
            });
        }

        @Test
        void eachThatIsUnderAnotherLicenceThanOursHasItsTextBesideIt() {
            assertThat(archive.text("doc/licenses/THIRD-PARTY.md")
                            .lines()
                            .filter(line -> line.startsWith("| `") && !line.endsWith("| Apache-2.0 |")))
                    .isNotEmpty()
                    .allSatisfy(line -> {
                        String artifact = line.substring(line.indexOf(':') + 1, line.indexOf("` |"));
                        assertThat(archive.files())
                                .anyMatch(name -> name.startsWith("doc/licenses/" + artifact + "/LICENSE"));
                    });
        }

        @Test
        void theListOfPublicSuffixesThatTheHttpClientBringsHasItsLicenceBesideIt() {
            assertThat(archive.text("doc/licenses/httpclient5/LICENSE-MPL-2.0.txt"))
                    .startsWith("Mozilla Public License Version 2.0");
        }

        private static List<String> libraries() {
            return archive.filesIn("lib").stream()
                    .filter(name -> !name.startsWith("kafka-connect-athena-"))
                    .toList();
        }
    }

    @Nested
    class Pages {
        private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

        @Test
        void theExamplesAreThoseOfTheRepository() throws IOException {
            for (String example : List.of("athena-source.properties", "athena-source.json")) {
                assertThat(archive.text("etc/" + example)).isEqualTo(Files.readString(Path.of("config", example)));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"README.md", "CHANGELOG.md", "LICENSE", "NOTICE", "docs/installation.md"})
        void thereIs(String page) throws IOException {
            assertThat(archive.text("doc/" + page)).isEqualTo(Files.readString(Path.of(page)));
        }

        @Test
        void theirLinksLeadToPagesOfTheArchive() {
            List<String> files = archive.files();

            assertThat(files).filteredOn(name -> name.endsWith(".md")).allSatisfy(page -> {
                Path directory = Path.of(page).getParent();
                assertThat(LINK.matcher(archive.text(page))
                                .results()
                                .map(link -> directory
                                        .resolve(link.group(1))
                                        .normalize()
                                        .toString())
                                .filter(target -> files.stream()
                                        .noneMatch(file -> file.equals(target) || file.startsWith(target + "/"))))
                        .isEmpty();
            });
        }
    }

    @Nested
    class Names {
        @Test
        void ofTheArchiveAreThoseOfItsManifest() throws IOException {
            JsonNode manifest = json("manifest.json");

            assertThat(archive.top())
                    .isEqualTo(manifest.at("/owner/username").textValue() + "-"
                            + manifest.at("/name").textValue() + "-"
                            + manifest.at("/version").textValue());
            assertThat(manifest.at("/version").textValue()).isEqualTo(VERSION);
            assertThat(manifest.at("/release_date").textValue()).matches("\\d{4}-\\d{2}-\\d{2}");
        }

        @Test
        void ofTheJarAreThoseOfItsOwnManifest() throws IOException {
            String jar = json("manifest.json").at("/name").textValue() + "-" + VERSION + ".jar";

            assertThat(archive.filesIn("lib")).contains(jar);
            assertThat(JarNames.manifest(archive.bytes("lib/" + jar)).getValue("Implementation-Version"))
                    .isEqualTo(VERSION);
        }

        @Test
        void ofTheListOfComponentsAreTheSame() throws IOException {
            JsonNode component = json(sbomName()).at("/metadata/component");

            assertThat(component.at("/name").textValue())
                    .isEqualTo(json("manifest.json").at("/name").textValue());
            assertThat(component.at("/version").textValue()).isEqualTo(VERSION);
        }
    }

    @ParameterizedTest
    @CsvSource({"SHA-256, .sha256", "SHA-512, .sha512"})
    void aChecksumBesideItIsItsOwn(String algorithm, String ending) throws Exception {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        String sum = HexFormat.of().formatHex(digest.digest(Files.readAllBytes(archive.file())));

        assertThat(Files.readString(archive.file().resolveSibling(archive.file().getFileName() + ending)))
                .isEqualToIgnoringNewLines(sum + " *" + archive.file().getFileName());
    }
}
