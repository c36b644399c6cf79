package io.schedulezero.handler;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments that are bound to no method here: read with the limits that hold for all arguments, and
 * talked about in the words of {@link HandlerDefinition#check}.
 *
 * <pre>{@code
 * Arguments.Reading read = Arguments.read(json);
 * if (read.value() == null) {
 *   return read.problems();
 * }
 * }</pre>
 */
public final class Arguments {
  private static final AnyShape ANY = new AnyShape(JsonNode.class);

  private Arguments() {}

  /**
   * What was read, or what is wrong with it.
   *
   * @param value null if there are problems
   */
  public record Reading(@Nullable ObjectNode value, List<ArgumentProblem> problems) {
    /** Copies the problems. */
    public Reading {
      problems = List.copyOf(problems);
    }
  }

  /** Reads one JSON object. Whatever the text is, it does not throw. */
  public static Reading read(String argsJson) {
    ArgReader.Reading read = ArgReader.read(ANY, argsJson);
    if (!read.isGood()) {
      return new Reading(null, read.problems());
    }
    if (!(read.value() instanceof ObjectNode object)) {
      String shown = shown((JsonNode) Objects.requireNonNull(read.value()));
      return new Reading(null, List.of(problem(List.of(), shown + " is not an object")));
    }
    ArgumentProblem unreasonable = unreasonable(new Place(null, ""), object);
    return unreasonable == null
        ? new Reading(object, List.of())
        : new Reading(null, List.of(unreasonable));
  }

  /** Where the search for numbers is. */
  private record Place(@Nullable Place within, Object step) {
    String path() {
      return within == null ? ArgReader.ROOT : within.path() + ArgReader.step(step);
    }
  }

  /** The first number that arithmetic could not cope with. */
  private static @Nullable ArgumentProblem unreasonable(Place place, JsonNode node) {
    if (node.isBigDecimal() && !DecimalShape.isReasonable(node.decimalValue())) {
      return ArgReader.problem(place.path(), shown(node) + " is not " + DecimalShape.BIG.allowed());
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      ArgumentProblem found =
          unreasonable(new Place(place, property.getKey()), property.getValue());
      if (found != null) {
        return found;
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      ArgumentProblem found = unreasonable(new Place(place, i), node.get(i));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * A problem, with its path and message shortened if need be.
   *
   * @param steps from the arguments to the value: names of type {@link String}, and indexes of type
   *     {@link Integer}
   */
  public static ArgumentProblem problem(List<?> steps, String message) {
    StringBuilder path = new StringBuilder(ArgReader.ROOT);
    steps.forEach(step -> path.append(ArgReader.step(step)));
    return ArgReader.problem(path.toString(), message);
  }

  /** A value as problems show it: shortened, and without control characters. */
  public static String shown(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> Shown.text(value.asString());
      case NUMBER -> Shown.plain(number(value));
      default -> Shown.plain(value.toString());
    };
  }

  private static String number(JsonNode value) {
    BigDecimal number = value.decimalValue();
    return value.isIntegralNumber() ? number.toPlainString() : number.toString();
  }

  /** Names as problems show them: with commas, the first of them if they are many. */
  public static String names(Collection<String> names) {
    return Shown.names(names);
  }

  /** The name that {@code given} was probably meant to be. */
  public static Optional<String> nearest(String given, Collection<String> known) {
    return Shown.nearest(given, known);
  }
}
