package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The product links to the oldest Connect that it supports, although it is compiled with a newer one: all classes, methods and
 * fields of Kafka that it names exist there too, with the types that it names them with.
 *
 * <p>The build leaves the jars of that version in {@code target/connect-oldest}.
 */
class OldestConnectTest {
    /**
     * They use what older workers lack, {@code pluginMetrics()}, and are not loaded there. An entry that is not needed fails
     * the test too.
     */
    private static final Set<String> ONLY_ON_NEWER_WORKERS = Set.of(
            "io.github.athenaconnect.WorkerMetrics$SinceKafka41",
            "io.github.athenaconnect.metrics.PluginMetricRegistry");

    private static JavaClasses product;
    private static OlderClasses oldest;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.athenaconnect");
        oldest = OlderClasses.in(Path.of("target", "connect-oldest"));
    }

    @AfterAll
    static void close() {
        oldest.close();
    }

    @Test
    void whatTheProductUsesOfKafkaExistsThere() {
        assertThat(missing(product.stream()))
                .as("what the oldest supported Connect lacks, by the classes that use it")
                .containsOnlyKeys(ONLY_ON_NEWER_WORKERS);
    }

    /** A search that finds nothing would be right about everything. */
    @Test
    void whatCameLaterIsMissed() {
        JavaClass later = new ClassFileImporter().importClass(UsesWhatCameLater.class);

        assertThat(missing(Stream.of(later)).values().stream().flatMap(List::stream))
                .containsExactly("org.apache.kafka.connect.source.SourceTaskContext.pluginMetrics()");
    }

    @Test
    void theSearchSeesWhatTheProductUses() {
        assertThat(product.stream().flatMap(OldestConnectTest::members))
                .contains(
                        "org.apache.kafka.connect.data.Struct.put(org.apache.kafka.connect.data.Field, java.lang.Object)",
                        "org.apache.kafka.connect.data.Schema.OPTIONAL_STRING_SCHEMA");
    }

    private static Map<String, List<String>> missing(Stream<JavaClass> classes) {
        Map<String, List<String>> missing = new TreeMap<>();
        classes.forEach(type -> {
            List<String> absent = Stream.concat(absentTypes(type), absentMembers(type))
                    .distinct()
                    .sorted()
                    .toList();
            if (!absent.isEmpty()) {
                missing.put(type.getName(), absent);
            }
        });
        return missing;
    }

    private static Stream<String> absentTypes(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(OldestConnectTest::isKafkas)
                .map(JavaClass::getName)
                .filter(name -> oldest.find(name).isEmpty());
    }

    private static Stream<String> absentMembers(JavaClass type) {
        return targets(type)
                .filter(target -> oldest.find(owner(target).getName())
                        .filter(owner -> exists(target, owner))
                        .isEmpty())
                .map(OldestConnectTest::text);
    }

    private static boolean exists(AccessTarget target, Class<?> owner) {
        if (target instanceof FieldAccessTarget field) {
            return oldest.hasField(owner, field.getName(), field.getRawType().getName());
        }
        CodeUnitAccessTarget unit = (CodeUnitAccessTarget) target;
        return oldest.hasMethod(
                owner,
                unit.getName(),
                unit.getRawParameterTypes().stream().map(JavaClass::getName).toList(),
                unit.getRawReturnType().getName());
    }

    private static Stream<String> members(JavaClass type) {
        return targets(type).map(OldestConnectTest::text);
    }

    private static Stream<AccessTarget> targets(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .<AccessTarget>map(JavaAccess::getTarget)
                .filter(target -> isKafkas(owner(target)));
    }

    /** Where it is declared, if a class of ours only inherits it. */
    private static JavaClass owner(AccessTarget target) {
        Function<AccessTarget, JavaClass> declared =
                inherited -> inherited.resolveMember().map(JavaMember::getOwner).orElse(inherited.getOwner());
        return isKafkas(target.getOwner()) ? target.getOwner() : declared.apply(target);
    }

    private static boolean isKafkas(JavaClass type) {
        return type.getName().startsWith("org.apache.kafka.");
    }

    private static String text(AccessTarget target) {
        return owner(target).getName() + "."
                + target.getFullName().substring(target.getOwner().getName().length() + 1);
    }

    /** Has to be missed. */
    static final class UsesWhatCameLater {
        static Object metrics(org.apache.kafka.connect.source.SourceTaskContext context) {
            return context.pluginMetrics();
        }
    }
}
