package io.schedulezero.config;

import io.schedulezero.Problem;
import io.schedulezero.handler.Durations;
import io.schedulezero.input.Fields;
import io.schedulezero.input.MalformedText;
import io.schedulezero.input.Nearest;
import io.schedulezero.input.Place;
import io.schedulezero.input.StrictYaml;
import io.schedulezero.input.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the keys one by one, each from the strongest source that has it, and remembers which. Keys
 * that nobody asked for are refused by {@link #done}.
 */
final class Settings {
  static final String PREFIX = "SCHEDULEZERO_";

  /** Ours too, but for the command line as a client, and for workers. */
  private static final Set<String> OF_CLIENTS =
      Set.of(PREFIX + "URL", PREFIX + "CONNECT", PREFIX + "KEY", PREFIX + "SERVER_KEY");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final StrictYaml file;
  private final String fileName;
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, ConfigSources.Flag> flags;
  private final Map<String, Setting> effective = new LinkedHashMap<>();
  private final Set<String> later = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  Settings(StrictYaml file, String fileName, ConfigSources sources) {
    this.file = file;
    this.fileName = fileName;
    this.flags = sources.flags();
    sources.environment().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(PREFIX))
        .filter(variable -> !OF_CLIENTS.contains(variable.getKey()))
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
    Fields.of(file.root(), "", problems);
  }

  /** Where a value was found: fields, and the name among them. */
  private record Found(Fields fields, String name, JsonNode node, String source) {}

  private @Nullable Found find(String key) {
    int dot = key.lastIndexOf('.');
    String section = key.substring(0, dot);
    String name = key.substring(dot + 1);
    ConfigSources.Flag flag = flags.get(key);
    if (flag != null) {
      return written(section, name, flag.value(), "flag " + flag.name());
    }
    String variable = variable(key);
    String value = environment.get(variable);
    if (value != null) {
      return written(section, name, value, "environment variable " + variable);
    }
    JsonNode node = inFile(key);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return new Found(Fields.of(inFile(section), section, problems), name, node, placed(key));
  }

  private JsonNode inFile(String path) {
    JsonNode node = file.root();
    for (String part : path.split("\\.", -1)) {
      node = node.path(part);
    }
    return node;
  }

  private Found written(String section, String name, String text, String source) {
    ObjectNode values = NODES.objectNode();
    JsonNode value = NODES.stringNode(text);
    if (text.startsWith("[") || text.startsWith("{")) {
      try {
        value = StrictYaml.read(text.getBytes(StandardCharsets.UTF_8)).root();
      } catch (MalformedText e) {
        problems.add(new Problem(section + "." + name, "cannot be read: " + e.getMessage()));
      }
    }
    values.set(name, value);
    return new Found(Fields.written(values, section, problems), name, value, source);
  }

  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private String placed(String path) {
    Place place = file.places().get(path);
    return place == null ? fileName : fileName + ":" + place.line() + ":" + place.column();
  }

  private <T> T read(
      String key,
      T otherwise,
      Function<T, JsonNode> shown,
      BiFunction<Fields, String, @Nullable T> reader) {
    Found found = find(key);
    T value = found == null ? null : reader.apply(found.fields(), found.name());
    T used = value == null ? otherwise : value;
    JsonNode visible = Setting.isSecret(key) ? NODES.stringNode(Setting.MASK) : shown.apply(used);
    effective.put(key, new Setting(key, visible, found == null ? "default" : found.source()));
    return used;
  }

  String text(String key, String otherwise) {
    return read(key, otherwise, NODES::stringNode, (fields, name) -> fields.name(name, 1_000));
  }

  /**
   * A text with a form of its own.
   *
   * @param reader throws {@link IllegalArgumentException} with what is allowed
   */
  String text(String key, String otherwise, Function<String, String> reader) {
    return read(key, otherwise, NODES::stringNode, (fields, name) -> fields.parsed(name, reader));
  }

  int integer(String key, int otherwise, int least, int most) {
    return read(
        key, otherwise, NODES::numberNode, (fields, name) -> fields.small(name, least, most));
  }

  boolean flag(String key, boolean otherwise) {
    return read(key, otherwise, NODES::booleanNode, Fields::flag);
  }

  Duration duration(String key, Duration otherwise) {
    return read(
        key, otherwise, value -> NODES.stringNode(Durations.format(value)), Fields::duration);
  }

  <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
    return read(
        key,
        otherwise,
        value -> NODES.stringNode(Texts.name(value)),
        (fields, name) -> fields.choice(name, type));
  }

  List<String> texts(String key, List<String> otherwise, Function<String, String> reader) {
    return read(
        key,
        otherwise,
        values -> {
          var array = NODES.arrayNode();
          values.forEach(array::add);
          return array;
        },
        (fields, name) -> fields.list(name, 1_000, reader));
  }

  /** A value with a shape of its own; shown as it was given. */
  <T> T shaped(
      String key, T otherwise, JsonNode shown, BiFunction<Fields, String, @Nullable T> reader) {
    Found found = find(key);
    return read(key, otherwise, value -> found == null ? shown : found.node(), reader);
  }

  /** Refuses a section that asks for what is not there yet. */
  void notYet(String section) {
    notHere(section, "is not in this version; remove it");
  }

  /** Refuses a section that asks for something, with what to do about it. */
  void notHere(String section, String message) {
    if (asksForSomething(inFile(section))) {
      problems.add(new Problem(section, message));
    }
    later.add(section);
  }

  private static boolean asksForSomething(JsonNode node) {
    if (node.isMissingNode() || node.isNull() || node.equals(NODES.booleanNode(false))) {
      return false;
    }
    if (node instanceof ObjectNode object) {
      boolean off = object.path("enabled").equals(NODES.booleanNode(false));
      return !off && object.values().stream().anyMatch(Settings::asksForSomething);
    }
    return true;
  }

  void problem(String key, String message) {
    problems.add(new Problem(key, message));
  }

  /** Refuses unknown keys and whatever was wrong; then every value in force, as it may be shown. */
  List<Setting> done() {
    refuseUnknown(file.root(), "");
    for (String variable : environment.keySet()) {
      List<String> known = effective.keySet().stream().map(Settings::variable).toList();
      if (!known.contains(variable)) {
        problems.add(new Problem(variable, "is not known here" + Nearest.hint(variable, known)));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidConfig(problems.stream().map(this::line).toList());
    }
    return List.copyOf(effective.values());
  }

  private void refuseUnknown(JsonNode node, String path) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (effective.containsKey(key) || later.contains(key)) {
        continue;
      }
      boolean isSection = effective.keySet().stream().anyMatch(k -> k.startsWith(key + "."));
      if (!isSection) {
        problems.add(new Problem(key, "is not known here" + Nearest.hint(key, effective.keySet())));
      } else if (field.getValue().isObject()) {
        refuseUnknown(field.getValue(), key);
      } else if (!field.getValue().isNull()) {
        problems.add(new Problem(key, "must be a section with keys of its own"));
      }
    }
  }

  private String line(Problem problem) {
    String field = problem.field();
    String source =
        effective.values().stream()
            .filter(setting -> isWithin(field, setting.key()))
            .map(Setting::source)
            .findFirst()
            .orElse("");
    String where = source.startsWith("flag") || source.startsWith("env") ? source : place(field);
    return where + ": " + field + " " + problem.message();
  }

  private static boolean isWithin(String field, String key) {
    return field.equals(key) || field.startsWith(key + ".") || field.startsWith(key + "[");
  }

  /** The place of the value, or of what it is missing from. */
  private String place(String field) {
    String path = field;
    while (!file.places().containsKey(path) && path.contains(".")) {
      path = path.substring(0, path.lastIndexOf('.'));
    }
    return field.startsWith(PREFIX) ? "environment" : placed(path);
  }
}
