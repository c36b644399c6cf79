package io.schedulezero.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Where the configuration comes from; the later ones win.
 *
 * @param file the file, or null for none
 * @param environment variables; those that begin with {@code SCHEDULEZERO_} are ours
 * @param flags values of keys, by flag: {@code --http} sets {@code http.host} and {@code http.port}
 */
public record ConfigSources(
    @Nullable Path file, Map<String, String> environment, Map<String, Flag> flags) {
  public ConfigSources {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }

  /**
   * A value that was given on the command line.
   *
   * @param name such as {@code --http}
   */
  public record Flag(String name, String value) {
    /** A flag that can be given several times. */
    public static Flag of(String name, List<String> values) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      values.forEach(list::add);
      return new Flag(name, list.toString());
    }
  }
}
