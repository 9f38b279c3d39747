package io.github.athenaconnect;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the product may say to a user, read from its source, with dots for what is only known when it is said.
 *
 * @param errors the texts that exceptions, findings and obstacles are made of
 * @param warnings what is logged at level WARN
 * @param news what is logged at level INFO
 */
record MessageCatalogue(List<Text> errors, List<Text> warnings, List<Text> news) {
    /**
     * A text and the class that has it.
     *
     * @param place the path of the class below the house's root, without its ending
     */
    record Text(String place, String words) {}

    private static final Pattern PLACE = Pattern.compile(".*/io/github/athenaconnect/(.+)\\.java");

    /** What a user reads in the end, beside exceptions. */
    private static final Set<String> BEARERS = Set.of("Obstacle", "Finding", "CallFailure");

    /** Of these only the programmer is at fault. */
    private static final Set<String> OUR_OWN_FAULT = Set.of(
            "IllegalStateException",
            "NoSuchElementException",
            "UnsupportedOperationException",
            "AssertionError",
            "EOFException",
            "UncheckedIOException");

    /** Methods that pass a text on to one of those. */
    private static final Set<String> PASSED_ON = Set.of("reject", "rejectUndeclared", "giveUp", "missing", "fail");

    static MessageCatalogue read(Path sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = SourceTree.files(sources)
                .filter(file -> file.toString().endsWith(".java"))
                .sorted()
                .toList();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            Set<String> makers = new HashSet<>(PASSED_ON);
            units.forEach(unit -> new Makers(makers).scan(unit, null));
            return new MessageCatalogue(
                    texts(units, makers, true),
                    texts(units, Set.of("warn"), false),
                    texts(units, Set.of("info"), false));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Text> texts(List<CompilationUnitTree> units, Set<String> makers, boolean bearers) {
        return units.stream()
                .flatMap(unit -> {
                    MessageTexts found = new MessageTexts(makers, bearers);
                    found.scan(unit, null);
                    String place = PLACE.matcher(
                                    "/" + unit.getSourceFile().getName().replace('\\', '/'))
                            .replaceFirst("$1");
                    return found.texts().stream().map(text -> new Text(place, text));
                })
                .toList();
    }

    /** Whether a user reads in the end what is put into one of this type. */
    static boolean bears(String type) {
        return BEARERS.contains(type) || (type.endsWith("Exception") && !OUR_OWN_FAULT.contains(type));
    }

    /** Finds the methods that make bearers of messages. */
    private static final class Makers extends TreeScanner<Void, Void> {
        private final Set<String> names;

        Makers(Set<String> names) {
            this.names = names;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getReturnType() != null
                    && bears(method.getReturnType().toString())
                    && method.getName().length() > 2) {
                names.add(method.getName().toString());
            }
            return super.visitMethod(method, null);
        }
    }
}
