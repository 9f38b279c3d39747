package io.github.athenaconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages, and what the rooms promise about themselves. */
class HouseTest {
    private static final String HOUSE = "io.github.athenaconnect";

    private static final Map<String, String> SERVICES = Map.of(
            software.amazon.awssdk.services.athena.AthenaClient.class.getName(), "athena",
            software.amazon.awssdk.services.s3.S3Client.class.getName(), "s3",
            software.amazon.awssdk.services.sts.StsClient.class.getName(), "sts");

    /** What is asked of a client itself, and what STS tells whoever has credentials, allowed or not. */
    private static final Set<String> NO_ACTIONS = Set.of("Builder", "Close", "ServiceName", "GetCallerIdentity");

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(HOUSE);
    }

    @Test
    void arrowsPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(HOUSE + "..")
                .layer("root")
                .definedBy(HOUSE)
                .layer("config")
                .definedBy(HOUSE + ".config")
                .layer("flow")
                .definedBy(HOUSE + ".flow")
                .layer("record")
                .definedBy(HOUSE + ".record")
                .layer("offset")
                .definedBy(HOUSE + ".offset")
                .layer("result")
                .definedBy(HOUSE + ".result")
                .layer("parquet")
                .definedBy(HOUSE + ".result.parquet")
                .layer("query")
                .definedBy(HOUSE + ".query")
                .layer("schedule")
                .definedBy(HOUSE + ".schedule")
                .layer("watermark")
                .definedBy(HOUSE + ".watermark")
                .layer("type")
                .definedBy(HOUSE + ".type")
                .layer("quota")
                .definedBy(HOUSE + ".quota")
                .layer("failure")
                .definedBy(HOUSE + ".failure")
                .layer("metrics")
                .definedBy(HOUSE + ".metrics")
                .layer("aws")
                .definedBy(HOUSE + ".aws..")
                .layer("validation")
                .definedBy(HOUSE + ".validation")
                .whereLayer("root")
                .mayOnlyAccessLayers(
                        "validation",
                        "config",
                        "flow",
                        "record",
                        "offset",
                        "result",
                        "query",
                        "schedule",
                        "watermark",
                        "type",
                        "failure",
                        "metrics",
                        "quota",
                        "aws")
                .whereLayer("validation")
                .mayOnlyAccessLayers("config", "record", "result", "query", "watermark", "type", "failure", "aws")
                .whereLayer("config")
                .mayOnlyAccessLayers("record", "result", "query", "schedule", "watermark", "type", "failure", "aws")
                .whereLayer("flow")
                .mayOnlyAccessLayers(
                        "record", "offset", "result", "query", "watermark", "type", "failure", "metrics", "quota")
                .whereLayer("record")
                .mayOnlyAccessLayers("result", "query", "type")
                .whereLayer("offset")
                .mayOnlyAccessLayers("result", "query", "watermark", "type")
                .whereLayer("result")
                .mayOnlyAccessLayers("parquet", "query", "type", "failure")
                .whereLayer("parquet")
                .mayOnlyAccessLayers("type")
                .whereLayer("query")
                .mayOnlyAccessLayers("schedule", "failure")
                .whereLayer("watermark")
                .mayOnlyAccessLayers("type")
                .whereLayer("schedule")
                .mayNotAccessAnyLayer()
                .whereLayer("type")
                .mayNotAccessAnyLayer()
                .whereLayer("failure")
                .mayNotAccessAnyLayer()
                .whereLayer("metrics")
                .mayNotAccessAnyLayer()
                .whereLayer("quota")
                .mayNotAccessAnyLayer()
                .whereLayer("aws")
                .mayNotAccessAnyLayer()
                .check(product);
    }

    @Test
    void onlyThePumpTheBufferTheReadAheadTheChecksAndTheCleanupKnowThreads() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Pump")
                .and()
                .doNotHaveSimpleName("Lane")
                .and()
                .haveNameNotMatching(".*ExecutionStopper.*")
                .and()
                .doNotHaveSimpleName("RecordBuffer")
                .and()
                .doNotHaveSimpleName("ReadAhead")
                .and()
                .doNotHaveSimpleName("ParallelChecks")
                .and()
                .doNotHaveSimpleName("ResultCleanup")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Lock.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "start")
                .check(product);
    }

    @Test
    void nobodyTakesTheTimeFromTheSystemButTheWiring() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "..")
                .and()
                .doNotHaveSimpleName("Wiring")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.InstantSource.class, "system")
                .check(product);
    }

    @Test
    void onlyTheWiringBuildsClientsAndNobodyTouchesTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + ".aws")
                .should()
                .callMethod(software.amazon.awssdk.services.athena.AthenaClient.class, "builder")
                .orShould()
                .callMethod(software.amazon.awssdk.services.s3.S3Client.class, "builder")
                .check(product);
        noClasses()
                .should()
                .callMethod(System.class, "setProperty", String.class, String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(product);
    }

    /** What a proxy shows instead of AWS's own certificate is for the worker's trust store to say. */
    @Test
    void nobodyHasASayInWhichCertificatesAreTrusted() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(javax.net.ssl.TrustManager.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(javax.net.ssl.HostnameVerifier.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(javax.net.ssl.SSLContext.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(javax.net.ssl.SSLSocketFactory.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(software.amazon.awssdk.http.TlsTrustManagersProvider.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(software.amazon.awssdk.http.SdkHttpConfigurationOption.class)
                .check(product);
    }

    /** Neither input nor configuration becomes code: but for the class that a configuration may name, which is looked at first. */
    @Test
    void nobodyRunsCommandsOrMakesObjectsOfWhatIsRead() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Runtime.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.naming..", "javax.script..", "javax.xml..", "org.xml..", "java.rmi..")
                .check(product);
        noClasses()
                .that()
                .doNotHaveSimpleName("ProviderClass")
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ClassLoader.class)
                .check(product);
    }

    /** The page of rights is complete: but for what STS tells everybody, each call has its action there. */
    @Test
    void everyCallToAServiceIsAnActionOnThePageOfRights() throws IOException {
        String page = Files.readString(Path.of("docs", "iam.md"));
        Set<String> actions = product.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> SERVICES.containsKey(call.getTargetOwner().getFullName()))
                .map(call -> SERVICES.get(call.getTargetOwner().getFullName()) + ":" + actionOf(call.getName()))
                .filter(action -> !NO_ACTIONS.contains(action.substring(action.indexOf(':') + 1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(actions)
                .contains("athena:StartQueryExecution", "s3:GetObject", "s3:DeleteObject")
                .allMatch(action -> page.contains("\"" + action + "\"") || page.contains("`" + action + "`"));
    }

    private static String actionOf(String method) {
        String name = method.replace("Paginator", "");
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
