package io.github.athenaconnect.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.AthenaSourceConnector;
import io.github.athenaconnect.aws.OutspokenLoggers;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The jar of everything puts nothing on a class path that could be in the way of what others have there. */
class JarOfEverythingIT {
    private static final String SERVICES = "META-INF/services/";
    private static final String SHADED = "io.github.shaded.athenaconnect.";
    private static final String MOVED = SHADED.replace('.', '/');

    private static JarFile jar;
    private static Set<String> names;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(BuiltFiles.jarOfEverything().toFile());
        names = jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(JarEntry::getName)
                .collect(Collectors.toSet());
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    private static String text(String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void everyClassIsOursOrHasMoved() {
        assertThat(names)
                .filteredOn(name -> name.endsWith(".class"))
                .hasSizeGreaterThan(10_000)
                .allMatch(name -> name.startsWith("io/github/athenaconnect/") || name.startsWith(MOVED));
    }

    @Test
    void whatIsNoClassIsOursOrHasMovedOrIsTheListThatTheHttpClientLooksForAtThisPlace() {
        assertThat(names)
                .filteredOn(name -> !name.startsWith("META-INF/")
                        && !name.startsWith("io/github/athenaconnect/")
                        && !name.startsWith(MOVED))
                .containsExactlyInAnyOrder(
                        "kafka-connect-athena-version.properties", "org/publicsuffix/list/effective_tld_names.dat");
    }

    /** Who sets the connector's loggers to DEBUG does not want to read the session tokens that some of the libraries' would tell. */
    @Test
    void noLoggerOfALibraryIsBelowOurs() {
        assertThat(names)
                .noneMatch(name -> name.startsWith("io/github/athenaconnect/")
                        && (name.contains("/software/amazon/") || name.contains("/org/apache/")));
    }

    /** The connector warns of loggers by the names that they have in the same jar. */
    @Test
    void theLoggersThatTellSecretsAreKnownByTheNamesThatTheyHaveThere() throws Exception {
        URL[] path = {
            BuiltFiles.jarOfEverything().toUri().toURL(),
            LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader alone = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            List<?> loggers = (List<?>) alone.loadClass(OutspokenLoggers.class.getName())
                    .getField("NAMES")
                    .get(null);

            assertThat(loggers)
                    .hasSameSizeAs(OutspokenLoggers.NAMES)
                    .allMatch(name -> name.toString().startsWith(SHADED));
            assertThat(loggers)
                    .as("those that are named after classes")
                    .filteredOn(name -> Character.isUpperCase(
                            name.toString().charAt(name.toString().lastIndexOf('.') + 1)))
                    .hasSize(3)
                    .allMatch(name -> names.contains(name.toString().replace('.', '/') + ".class"));
        }
    }

    @Test
    void holdsNothingThatLibrariesWereBuiltOrTestedFrom() {
        assertThat(names)
                .noneMatch(name -> name.endsWith(".java") || name.endsWith(".vm") || name.contains("TestCase"));
    }

    @Test
    void everyServiceIsOursOrHasMovedWithItsProvidersWhichAreThere() throws IOException {
        Set<String> services = names.stream()
                .filter(name -> name.startsWith(SERVICES))
                .map(name -> name.substring(SERVICES.length()))
                .collect(Collectors.toSet());

        assertThat(services)
                .contains(
                        "org.apache.kafka.connect.source.SourceConnector",
                        SHADED + "software.amazon.awssdk.http.SdkHttpService")
                .allMatch(name -> name.startsWith(SHADED) || name.startsWith("org.apache.kafka.connect."));
        for (String service : services) {
            assertThat(text(SERVICES + service).lines().filter(line -> !line.isBlank() && !line.startsWith("#")))
                    .isNotEmpty()
                    .allSatisfy(provider -> assertThat(names)
                            .as(service)
                            .contains(provider.strip().replace('.', '/') + ".class"));
        }
    }

    /** The SDK would find such a list by its old name, and in it classes by theirs. */
    @Test
    void theSdkHasNoListOfInterceptorsThatWouldHaveToMove() {
        assertThat(names).noneMatch(name -> name.endsWith("execution.interceptors"));
    }

    @Test
    void nothingIsSignedOrForOneReleaseOfJavaOnlyOrAModule() {
        assertThat(names)
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .noneMatch(name -> name.endsWith("module-info.class"));
    }

    @Test
    void itsManifestHasItsNameAndVersion() throws IOException {
        Attributes manifest = jar.getManifest().getMainAttributes();

        assertThat(manifest.getValue("Implementation-Title")).isEqualTo("kafka-connect-athena");
        assertThat(manifest.getValue("Implementation-Version")).isEqualTo(BuiltFiles.version());
        assertThat(manifest.getValue("Multi-Release")).isNull();
        assertThat(text(SERVICES + "org.apache.kafka.connect.source.SourceConnector"))
                .isEqualToIgnoringNewLines(AthenaSourceConnector.class.getName());
    }

    @Test
    void hasTheLicencesAndNoticesOfWhatIsInIt() throws IOException {
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("kafka-connect-athena", "AWS SDK for Java", "Apache Parquet");
        assertThat(names)
                .contains(
                        "META-INF/licenses/httpclient5/LICENSE-MPL-2.0.txt",
                        "META-INF/licenses/jts-core/LICENSE-EDL-1.0.txt",
                        "META-INF/licenses/reactive-streams/LICENSE-MIT-0.txt",
                        "META-INF/FastDoubleParser-LICENSE");
    }
}
