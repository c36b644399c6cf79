package io.schedulezero.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.Arguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the validator found, in the words in which handlers here say it. */
final class SchemaProblems {
  private static final int MOST = 20;
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a string",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "object", "an object",
          "array", "an array");
  private static final Map<String, String> FORMATS =
      Map.of(
          "date-time", "a date and time with offset such as 2026-11-21T09:00:00Z",
          "date", "a date such as 2026-11-21",
          "time", "a time with offset such as 09:30:00Z",
          "duration", "a duration such as PT1H30M",
          "uuid", "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
          "uri", "a URI",
          "iri-reference", "a URI",
          "email", "an e-mail address");

  private final JsonNode schema;

  private SchemaProblems(JsonNode schema) {
    this.schema = schema;
  }

  /** Several types that one value is not are one problem. */
  static List<ArgumentProblem> of(Collection<Error> errors, JsonNode schema) {
    SchemaProblems words = new SchemaProblems(schema);
    List<ArgumentProblem> problems = new ArrayList<>();
    Map<NodePath, List<Error>> types = new LinkedHashMap<>();
    for (Error error : errors) {
      if (isOfTypes(error)) {
        types.computeIfAbsent(error.getInstanceLocation(), place -> new ArrayList<>()).add(error);
      } else {
        problems.add(words.problem(error));
      }
    }
    types.values().stream()
        .filter(found -> problems.isEmpty() || !isOnlyNotNull(found))
        .map(SchemaProblems::notOfTypes)
        .forEach(problems::add);
    return problems.stream().distinct().limit(MOST).toList();
  }

  private static boolean isOfTypes(Error error) {
    return "type".equals(error.getKeyword());
  }

  /** One way to be right is null; what is wrong with the value is said of another. */
  private static boolean isOnlyNotNull(List<Error> found) {
    return found.stream().allMatch(error -> error.getSchemaNode().asString("").equals("null"));
  }

  private static ArgumentProblem notOfTypes(List<Error> found) {
    String allowed =
        found.stream()
            .flatMap(error -> types(error.getSchemaNode()).stream())
            .distinct()
            .collect(Collectors.joining(" or "));
    Error first = found.get(0);
    return Arguments.problem(
        steps(first.getInstanceLocation()),
        Arguments.shown(first.getInstanceNode()) + " is not " + allowed);
  }

  private static List<String> types(JsonNode type) {
    List<String> names =
        type.isArray()
            ? type.valueStream().map(JsonNode::asString).toList()
            : List.of(type.asString(""));
    return names.stream().map(name -> TYPES.getOrDefault(name, name)).toList();
  }

  private static List<Object> steps(NodePath path) {
    List<Object> steps = new ArrayList<>();
    for (int i = 0; i < path.getNameCount(); i++) {
      steps.add(path.getElement(i));
    }
    return steps;
  }

  private ArgumentProblem problem(Error error) {
    List<Object> steps = steps(error.getInstanceLocation());
    String property = error.getProperty();
    if (property != null && isAboutItsProperty(error)) {
      steps.add(property);
    }
    return Arguments.problem(steps, message(error));
  }

  private static boolean isAboutItsProperty(Error error) {
    return switch (error.getKeyword()) {
      case "required", "dependentRequired", "additionalProperties", "unevaluatedProperties" -> true;
      default -> false;
    };
  }

  private String message(Error error) {
    String shown = Arguments.shown(error.getInstanceNode());
    JsonNode limit = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> missing(error);
      case "additionalProperties", "unevaluatedProperties" -> unknown(error);
      case "enum" -> shown + " is not one of " + Arguments.names(plain(limit));
      case "const" -> shown + " is not " + Arguments.shown(limit);
      case "minimum" -> shown + " is not " + limit + " or more";
      case "maximum" -> shown + " is not " + limit + " or less";
      case "exclusiveMinimum" -> shown + " is not more than " + limit;
      case "exclusiveMaximum" -> shown + " is not less than " + limit;
      case "multipleOf" -> shown + " is not a multiple of " + limit;
      case "minLength" -> shown + " is not a string of at least " + limit + " characters";
      case "maxLength" -> shown + " is not a string of at most " + limit + " characters";
      case "pattern" -> shown + " is not a string that matches " + limit.asString("");
      case "format" -> shown + " is not " + format(limit.asString(""));
      default -> shown + " " + error.getMessage();
    };
  }

  private static String format(String name) {
    return FORMATS.getOrDefault(name, "of the format " + name);
  }

  private static List<String> plain(JsonNode values) {
    return values
        .valueStream()
        .map(value -> value.isString() ? value.asString() : value.toString())
        .toList();
  }

  private String missing(Error error) {
    JsonNode types = siblings(error).path("properties").path(error.getProperty()).path("type");
    return types.isMissingNode()
        ? "is missing"
        : "is missing; it must be " + String.join(" or ", types(types));
  }

  private String unknown(Error error) {
    String noun = error.getInstanceLocation().getNameCount() == 0 ? "argument" : "field";
    Collection<String> known = siblings(error).path("properties").propertyNames();
    String hint =
        Arguments.nearest(error.getProperty(), known)
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse(".");
    return "is not a known " + noun + hint + " Known: " + Arguments.names(known);
  }

  /** The schema that the keyword stands in. */
  private JsonNode siblings(Error error) {
    NodePath path = error.getSchemaLocation().getFragment();
    JsonNode node = schema;
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      Object step = path.getElement(i);
      node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
    }
    return node;
  }
}
