package io.schedulezero.server;

import io.schedulezero.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param jars files with handlers; what the configuration says if empty
 * @param workers where workers connect, or {@code off}
 */
public record ServerOptions(
    @Nullable String config,
    @Nullable String http,
    @Nullable String data,
    List<String> jars,
    @Nullable String workers) {
  private static final String USUAL_FILE = "config.yaml";
  private static final List<String> NAMES =
      List.of("--config", "--http", "--data", "--jar", "--workers");

  public ServerOptions {
    jars = List.copyOf(jars);
  }

  /**
   * Reads {@code --config FILE --http HOST:PORT --data DIR --jar FILE --workers ADDRESS}, {@code
   * --jar} several times.
   *
   * @throws StartFailed if there is anything else
   */
  static ServerOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    List<String> jars = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!NAMES.contains(name) || i + 1 == arguments.size()) {
        throw new StartFailed(
            StartFailed.BAD_CONFIGURATION,
            "usage: [--config FILE] [--http HOST:PORT] [--data DIR] [--jar FILE]..."
                + " [--workers ADDRESS], not "
                + String.join(" ", arguments));
      }
      if (name.equals("--jar")) {
        jars.add(arguments.get(i + 1));
      } else {
        given.put(name, arguments.get(i + 1));
      }
    }
    return new ServerOptions(
        given.get("--config"),
        given.get("--http"),
        given.get("--data"),
        jars,
        given.get("--workers"));
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
    if (!jars.isEmpty()) {
      flags.put("handlers.jars", ConfigSources.Flag.of("--jar", jars));
    }
    if (workers != null) {
      flags.put("workers.address", new ConfigSources.Flag("--workers", workers));
    }
    return new ConfigSources(file, environment, flags);
  }
}
