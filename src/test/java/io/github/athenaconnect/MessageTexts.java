package io.github.athenaconnect;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects the texts of one file that go to certain methods and, if asked for, into bearers of messages. */
final class MessageTexts extends TreeScanner<Void, Void> {
    /** Six words or more, none of them SQL's first one. */
    private static final Pattern SENTENCE =
            Pattern.compile("(?s)(?![)A-Z]{3})[^\\p{L}]*(?:\\p{L}[\\p{L}.'-]*[^\\p{L}]+){5,}\\p{L}.*");

    private final Set<String> makers;
    private final boolean bearers;
    private final Map<String, ExpressionTree> constants = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    MessageTexts(Set<String> makers, boolean bearers) {
        this.makers = makers;
        this.bearers = bearers;
    }

    /** What was found so far, in the order of the source, each text once. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
        if (variable.getInitializer() != null
                && String.valueOf(variable.getType()).equals("String")) {
            constants.put(variable.getName().toString(), variable.getInitializer());
        }
        return super.visitVariable(variable, null);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void unused) {
        if (bearers && MessageCatalogue.bears(made.getIdentifier().toString())) {
            made.getArguments().stream().flatMap(this::readings).forEach(this::keep);
        }
        return super.visitNewClass(made, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        if (makes(call.getMethodSelect())) {
            call.getArguments().stream().flatMap(this::readings).forEach(this::keep);
        }
        return super.visitMethodInvocation(call, null);
    }

    /** What a method gives back as text is a part of a message, where it reads like one. */
    @Override
    public Void visitReturn(ReturnTree given, Void unused) {
        if (bearers
                && (given.getExpression() instanceof BinaryTree
                        || given.getExpression() instanceof ConditionalExpressionTree)) {
            readings(given.getExpression()).filter(SENTENCE.asMatchPredicate()).forEach(this::keep);
        }
        return super.visitReturn(given, null);
    }

    private boolean makes(ExpressionTree method) {
        if (method instanceof MemberSelectTree select) {
            return makers.contains(select.getIdentifier().toString())
                    || (bearers && select.toString().equals("Optional.of"))
                    || (bearers && MessageCatalogue.bears(select.getExpression().toString()));
        }
        return method instanceof IdentifierTree name
                && makers.contains(name.getName().toString());
    }

    private void keep(String reading) {
        String text = reading.replace("{}", "…").replaceAll("(?:…\\s*)+…", "…").strip();
        if (text.replaceAll("[^ ]", "").length() > 1 && !texts.contains(text)) {
            texts.add(text);
        }
    }

    /** Each way in which the text may come out. */
    private Stream<String> readings(Tree text) {
        if (text instanceof LiteralTree literal) {
            return Stream.of(literal.getValue() instanceof String words ? words : "…");
        }
        if (text instanceof ParenthesizedTree parentheses) {
            return readings(parentheses.getExpression());
        }
        if (text instanceof ConditionalExpressionTree either) {
            return Stream.concat(readings(either.getTrueExpression()), readings(either.getFalseExpression()));
        }
        if (text instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            List<String> right = readings(sum.getRightOperand()).toList();
            return readings(sum.getLeftOperand()).flatMap(left -> right.stream().map(left::concat));
        }
        return text instanceof IdentifierTree name ? named(name.getName().toString()) : Stream.of("…");
    }

    /** A constant or a variable; one that is made from itself is not looked into twice. */
    private Stream<String> named(String name) {
        ExpressionTree value = constants.remove(name);
        if (value == null) {
            return Stream.of("…");
        }
        List<String> readings = readings(value).toList();
        constants.put(name, value);
        return readings.stream();
    }
}
