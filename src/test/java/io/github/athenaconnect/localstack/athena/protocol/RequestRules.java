package io.github.athenaconnect.localstack.athena.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the service's model demands of the members of its requests: presence, length, range, pattern. */
public final class RequestRules {
    private static final Rule EXECUTION_ID = required("QueryExecutionId").sized(1, 128);
    private static final Rule WORK_GROUP = optional("WorkGroup").like("[a-zA-Z0-9._-]{1,128}");
    private static final Rule CATALOG = required("CatalogName").sized(1, 256);
    private static final Rule DATABASE = required("DatabaseName").sized(1, 128);
    private static final Rule PAGE_OF_50 = optional("MaxResults").between(1, 50);
    private static final Rule NEXT_TOKEN = optional("NextToken").sized(1, 1024);

    private static final Map<String, List<Rule>> RULES = Map.ofEntries(
            Map.entry(
                    "StartQueryExecution",
                    List.of(
                            required("QueryString").sized(1, 262144),
                            optional("ClientRequestToken").sized(32, 128),
                            optional("QueryExecutionContext.Catalog").sized(1, 256),
                            optional("QueryExecutionContext.Database").sized(1, 255),
                            optional("ExecutionParameters").sized(1, Integer.MAX_VALUE),
                            optional("ResultConfiguration.ExpectedBucketOwner").like("[0-9]+"),
                            optional("ResultReuseConfiguration.ResultReuseByAgeConfiguration.MaxAgeInMinutes")
                                    .between(0, 10080),
                            WORK_GROUP)),
            Map.entry("StopQueryExecution", List.of(EXECUTION_ID)),
            Map.entry("GetQueryExecution", List.of(EXECUTION_ID)),
            Map.entry(
                    "BatchGetQueryExecution",
                    List.of(required("QueryExecutionIds").sized(1, 50))),
            Map.entry(
                    "GetQueryResults",
                    List.of(EXECUTION_ID, NEXT_TOKEN, optional("MaxResults").between(1, 1000))),
            Map.entry("GetQueryRuntimeStatistics", List.of(EXECUTION_ID)),
            Map.entry("GetWorkGroup", List.of(required("WorkGroup").like("[a-zA-Z0-9._-]{1,128}"))),
            Map.entry("ListWorkGroups", List.of(PAGE_OF_50, NEXT_TOKEN)),
            Map.entry("GetDataCatalog", List.of(required("Name").sized(1, 256))),
            Map.entry("ListDataCatalogs", List.of(optional("MaxResults").between(2, 50), NEXT_TOKEN)),
            Map.entry("GetDatabase", List.of(CATALOG, DATABASE)),
            Map.entry("ListDatabases", List.of(CATALOG, PAGE_OF_50, NEXT_TOKEN)),
            Map.entry(
                    "GetTableMetadata",
                    List.of(CATALOG, DATABASE, required("TableName").sized(1, 128))),
            Map.entry("ListTableMetadata", List.of(CATALOG, DATABASE, PAGE_OF_50, NEXT_TOKEN)));

    private RequestRules() {}

    /** Refuses a request that the service's model does not allow. */
    public static void check(String operation, JsonNode request) throws RequestRefused {
        List<String> errors = RULES.getOrDefault(operation, List.of()).stream()
                .flatMap(rule -> rule.violation(request).stream())
                .toList();
        if (!errors.isEmpty()) {
            throw RequestRefused.invalid(
                    "INVALID_INPUT",
                    errors.size() + " validation error" + (errors.size() == 1 ? "" : "s") + " detected: "
                            + String.join("; ", errors));
        }
    }

    private static Rule required(String member) {
        return new Rule(member, true, 0, Long.MAX_VALUE, ".*");
    }

    private static Rule optional(String member) {
        return new Rule(member, false, 0, Long.MAX_VALUE, ".*");
    }

    private record Rule(String member, boolean required, long minimum, long maximum, String pattern) {
        Rule sized(int least, int most) {
            return new Rule(member, required, least, most, pattern);
        }

        Rule between(int least, int most) {
            return sized(least, most);
        }

        Rule like(String regex) {
            return new Rule(member, required, minimum, maximum, regex);
        }

        Optional<String> violation(JsonNode request) {
            JsonNode value = request.at("/" + member.replace('.', '/'));
            if (value.isMissingNode() || value.isNull()) {
                return required ? Optional.of(message("null", "Member must not be null")) : Optional.empty();
            }
            String kind = value.isNumber() ? "value" : "length";
            long size = value.isNumber() ? value.longValue() : value.isArray() ? value.size() : length(value);
            if (size < minimum) {
                return Optional.of(
                        message(value.asText(), "Member must have " + kind + " greater than or equal to " + minimum));
            }
            if (size > maximum) {
                return Optional.of(
                        message(value.asText(), "Member must have " + kind + " less than or equal to " + maximum));
            }
            return !value.isTextual() || pattern.equals(".*") || value.asText().matches(pattern)
                    ? Optional.empty()
                    : Optional.of(
                            message(value.asText(), "Member must satisfy regular expression pattern: " + pattern));
        }

        private String message(String value, String constraint) {
            String shown = value.length() > 200 ? value.substring(0, 200) : value;
            String path = Character.toLowerCase(member.charAt(0)) + member.substring(1);
            return "Value '" + shown + "' at '" + path + "' failed to satisfy constraint: " + constraint;
        }

        private static long length(JsonNode value) {
            String text = value.asText();
            return text.codePointCount(0, text.length());
        }
    }
}
