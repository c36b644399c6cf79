package io.schedulezero.input;

import io.schedulezero.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one object, read one by one. A field that is left out or {@code null} is read as
 * null; one that is wrong leaves a problem and is read as null too, so that all problems are found
 * at once: whoever reads looks at the problems before using what was read. Fields that nobody asked
 * for are refused by {@link #done}.
 */
public final class Fields {
  private static final int MOST_PROBLEMS = 100;

  private final ObjectNode object;
  private final String path;
  private final List<Problem> problems;
  private final boolean written;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(ObjectNode object, String path, List<Problem> problems, boolean written) {
    this.object = object;
    this.path = path;
    this.problems = problems;
    this.written = written;
  }

  /**
   * The fields of a node, which must be an object.
   *
   * @param problems is added to
   */
  public static Fields of(JsonNode node, String path, List<Problem> problems) {
    if (node instanceof ObjectNode object) {
      return new Fields(object, path, problems, false);
    }
    Fields none = new Fields(JsonNodeFactory.instance.objectNode(), path, problems, false);
    none.add(path, "must be an object, not " + Shown.value(node));
    return none;
  }

  /** Values that come as text: parameters of a URL, variables of the environment. */
  public static Fields written(ObjectNode values, String path, List<Problem> problems) {
    return new Fields(values, path, problems, true);
  }

  public String path(String name) {
    return Paths.field(path, name);
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    JsonNode node = object.get(name);
    return node != null && !node.isNull();
  }

  /** Notes that a field is wrong. */
  public void problem(String name, String message) {
    add(path(name), message);
  }

  private void add(String where, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new Problem(where, message));
    }
  }

  private void mustBe(String name, String allowed, JsonNode node) {
    problem(name, "must be " + allowed + ", not " + Shown.value(node));
  }

  public @Nullable JsonNode node(String name) {
    known.add(name);
    return has(name) ? object.get(name) : null;
  }

  /** What was read, or a placeholder and a problem if the field is missing. */
  public <T> T required(String name, @Nullable T value, T placeholder) {
    if (value != null) {
      return value;
    }
    if (!has(name)) {
      problem(name, "is missing");
    }
    return placeholder;
  }

  public @Nullable String text(String name, int longest) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isString()) {
      mustBe(name, "a text", node);
      return null;
    }
    String text = node.stringValue();
    if (text.length() > longest) {
      problem(name, "must have at most " + longest + " characters, not " + text.length());
      return null;
    }
    return text;
  }

  /** A text that names something: not blank, without control characters. */
  public @Nullable String name(String name, int longest) {
    String text = text(name, longest);
    if (text != null && (text.isBlank() || text.chars().anyMatch(Character::isISOControl))) {
      problem(name, "must have a character and no control characters, not " + Shown.text(text));
      return null;
    }
    return text;
  }

  public @Nullable Boolean flag(String name) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    String text = written ? node.asString() : "";
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    mustBe(name, "true or false", node);
    return null;
  }

  public @Nullable Long integer(String name, long least, long most) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    BigDecimal value = decimal(node);
    if (value == null
        || value.stripTrailingZeros().scale() > 0
        || value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      mustBe(name, "an integer from " + least + " to " + most, node);
      return null;
    }
    return value.longValueExact();
  }

  public @Nullable Integer small(String name, int least, int most) {
    Long value = integer(name, least, most);
    return value == null ? null : Math.toIntExact(value);
  }

  public @Nullable BigDecimal number(String name, double least, double most) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    BigDecimal value = decimal(node);
    if (value == null
        || value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      mustBe(name, "a number from " + whole(least) + " to " + whole(most), node);
      return null;
    }
    return value;
  }

  private static String whole(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }

  private @Nullable BigDecimal decimal(JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue();
    }
    if (!written || !node.asString().matches("-?[0-9]{1,18}")) {
      return null;
    }
    return new BigDecimal(node.asString());
  }

  /**
   * A value that is written as text.
   *
   * @param reader throws {@link IllegalArgumentException} with what is allowed
   */
  public <T> @Nullable T parsed(String name, Function<String, T> reader) {
    JsonNode node = node(name);
    return node == null ? null : parsed(name, node, reader);
  }

  private <T> @Nullable T parsed(String name, JsonNode node, Function<String, T> reader) {
    try {
      // An empty text is refused by every reader, with what is allowed.
      return reader.apply(node.isString() ? node.stringValue() : "");
    } catch (IllegalArgumentException e) {
      mustBe(name, String.valueOf(e.getMessage()), node);
      return null;
    }
  }

  public @Nullable Duration duration(String name) {
    return parsed(name, Texts::duration);
  }

  public @Nullable Instant instant(String name) {
    return parsed(name, Texts::instant);
  }

  public @Nullable LocalTime time(String name) {
    return parsed(name, Texts::time);
  }

  public @Nullable ZoneId zone(String name) {
    return parsed(name, Texts::zone);
  }

  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    return parsed(name, text -> Texts.choice(text, type));
  }

  /** The fields of an object inside this one. */
  public @Nullable Fields object(String name) {
    JsonNode node = node(name);
    return node == null ? null : of(node, path(name), problems);
  }

  /** The fields of an element that {@link #list} hands over. */
  public Fields element(JsonNode node, String at) {
    return of(node, path.isEmpty() ? at : path + "." + at, problems);
  }

  /** An object whose fields are not ours to judge. */
  public @Nullable ObjectNode tree(String name) {
    JsonNode node = node(name);
    if (node == null || node instanceof ObjectNode) {
      return (ObjectNode) node;
    }
    mustBe(name, "an object", node);
    return null;
  }

  /**
   * The elements of an array.
   *
   * @param each element and its index name, such as {@code tags[2]}; null if it is wrong
   */
  public <T> @Nullable List<T> list(
      String name, int most, BiFunction<JsonNode, String, @Nullable T> each) {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isArray()) {
      mustBe(name, "an array", node);
      return null;
    }
    if (node.size() > most) {
      problem(name, "must have at most " + most + " elements, not " + node.size());
      return null;
    }
    List<T> values = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      T value = each.apply(node.get(i), Paths.index(name, i));
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** An array of values that are written as text. */
  public <T> @Nullable List<T> list(String name, int most, Function<String, T> reader) {
    return this.<T>list(name, most, (node, at) -> parsedAt(at, node, reader));
  }

  private <T> @Nullable T parsedAt(String at, JsonNode node, Function<String, T> reader) {
    try {
      return reader.apply(node.isString() ? node.stringValue() : "");
    } catch (IllegalArgumentException e) {
      String where = path.isEmpty() ? at : path + "." + at;
      add(where, "must be " + e.getMessage() + ", not " + Shown.value(node));
      return null;
    }
  }

  /** Builds a value of the vocabulary, whose own refusal becomes a problem of a field. */
  public <T> T built(String name, Supplier<T> value, T placeholder) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      add(name.isEmpty() ? path : path(name), String.valueOf(e.getMessage()));
      return placeholder;
    }
  }

  /** Names of all fields that are there, read or not. */
  public Set<String> names() {
    return new LinkedHashSet<>(object.propertyNames());
  }

  /** Refuses every field that nobody asked for. */
  public void done() {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        problem(name, "is not known here" + Nearest.hint(name, known));
      }
    }
  }
}
