package io.github.athenaconnect.localstack.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is allowed; everything else is denied. */
public record Policy(List<Allowance> allowances) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lists are kept as they are. */
    public Policy {
        allowances = List.copyOf(allowances);
    }

    /** Allows every action on everything. */
    public static Policy everything() {
        return new Policy(List.of(new Allowance("*", "*")));
    }

    /** Allows nothing. */
    public static Policy nothing() {
        return new Policy(List.of());
    }

    /**
     * Reads a policy document as IAM keeps it: statements with Effect {@code Allow}, Action and Resource, each one text
     * or a list, with wildcards.
     *
     * @throws IllegalArgumentException if the text is not such a document, or says what this stack does not understand
     */
    public static Policy parse(String document) {
        try {
            JsonNode statements = JSON.readTree(document).path("Statement");
            List<Allowance> allowances = new ArrayList<>();
            for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
                allowances.addAll(allowances(statement));
            }
            return new Policy(allowances);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The policy document is not JSON", e);
        }
    }

    /** The same without an action; nothing that allows more than this action alone may allow it. */
    public Policy without(String action) {
        List<Allowance> left = allowances.stream()
                .filter(allowance -> !allowance.action().equalsIgnoreCase(action))
                .toList();
        return new Policy(left);
    }

    /** All actions that are allowed somewhere, as written, each once. */
    public List<String> actions() {
        return allowances.stream().map(Allowance::action).distinct().toList();
    }

    /** Whether an action on a resource is allowed. */
    public boolean allows(String action, String resource) {
        return allowances.stream().anyMatch(allowance -> allowance.covers(action, resource));
    }

    private static List<Allowance> allowances(JsonNode statement) {
        requireUnderstood(statement);
        List<String> resources = texts(statement.path("Resource"));
        return texts(statement.path("Action")).stream()
                .flatMap(action -> resources.stream().map(resource -> new Allowance(action, resource)))
                .toList();
    }

    private static void requireUnderstood(JsonNode statement) {
        if (!statement.path("Effect").asText().equals("Allow")) {
            throw new IllegalArgumentException("Only the effect Allow is understood: " + statement);
        }
        for (String member : List.of("NotAction", "NotResource", "Condition")) {
            if (statement.has(member)) {
                throw new IllegalArgumentException(member + " is not understood: " + statement);
            }
        }
        if (texts(statement.path("Action")).isEmpty()
                || texts(statement.path("Resource")).isEmpty()) {
            throw new IllegalArgumentException("A statement needs Action and Resource: " + statement);
        }
    }

    private static List<String> texts(JsonNode textOrList) {
        Stream<JsonNode> nodes =
                textOrList.isTextual() ? Stream.of(textOrList) : StreamSupport.stream(textOrList.spliterator(), false);
        return nodes.map(JsonNode::asText).toList();
    }

    /**
     * An allowed action on allowed resources; {@code *} stands for any text, {@code ?} for any one character.
     *
     * @param action such as {@code s3:Get*}, in any casing
     * @param resource such as {@code arn:aws:s3:::bucket/*}
     */
    public record Allowance(String action, String resource) {
        boolean covers(String wantedAction, String wantedResource) {
            return matches(action.toLowerCase(Locale.ROOT), wantedAction.toLowerCase(Locale.ROOT))
                    && matches(resource, wantedResource);
        }

        private static boolean matches(String pattern, String text) {
            String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
            return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
        }
    }
}
