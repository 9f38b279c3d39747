package io.github.athenaconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages, and what the rooms promise about themselves. */
class HouseTest {
    private static final String HOUSE = "io.github.athenaconnect";

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
                .layer("failure")
                .definedBy(HOUSE + ".failure")
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
                        "aws")
                .whereLayer("validation")
                .mayOnlyAccessLayers("config", "record", "result", "query", "watermark", "type", "failure", "aws")
                .whereLayer("config")
                .mayOnlyAccessLayers("record", "result", "query", "schedule", "watermark", "type", "failure", "aws")
                .whereLayer("flow")
                .mayOnlyAccessLayers("record", "offset", "result", "query", "watermark", "type", "failure")
                .whereLayer("record")
                .mayOnlyAccessLayers("result", "query", "type")
                .whereLayer("offset")
                .mayOnlyAccessLayers("result", "query", "watermark", "type")
                .whereLayer("result")
                .mayOnlyAccessLayers("parquet", "query", "type")
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
}
