package io.schedulezero.server;

import io.schedulezero.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a server says. What it does not say is left to the environment, the
 * configuration file and the defaults.
 *
 * @param config the configuration file; {@code config.yaml} in the working directory, if there is
 *     one
 * @param http {@code HOST:PORT}, or the port alone
 * @param data directory of the database
 */
public record ServerOptions(@Nullable String config, @Nullable String http, @Nullable String data) {
  private static final String USUAL_FILE = "config.yaml";

  /**
   * Reads {@code --config FILE --http HOST:PORT --data DIR}.
   *
   * @throws StartFailed if there is anything else
   */
  static ServerOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!List.of("--config", "--http", "--data").contains(name) || i + 1 == arguments.size()) {
        throw new StartFailed(
            StartFailed.BAD_CONFIGURATION,
            "usage: [--config FILE] [--http HOST:PORT] [--data DIR], not "
                + String.join(" ", arguments));
      }
      given.put(name, arguments.get(i + 1));
    }
    return new ServerOptions(given.get("--config"), given.get("--http"), given.get("--data"));
  }

  ConfigSources sources(Map<String, String> environment) {
    Path usual = Path.of(USUAL_FILE);
    Path file = config != null ? Path.of(config) : Files.exists(usual) ? usual : null;
    Map<String, ConfigSources.Flag> flags = new HashMap<>();
    if (http != null) {
      int colon = http.lastIndexOf(':');
      String port = http.substring(colon + 1);
      boolean portOnly = colon <= 0;
      flags.put("http.port", new ConfigSources.Flag("--http", port));
      if (!portOnly) {
        flags.put("http.host", new ConfigSources.Flag("--http", http.substring(0, colon)));
      }
    }
    if (data != null) {
      flags.put("storage.path", new ConfigSources.Flag("--data", data));
    }
    return new ConfigSources(file, environment, flags);
  }
}
