package io.schedulezero.config;

import io.schedulezero.input.MalformedText;
import io.schedulezero.input.Place;
import io.schedulezero.input.StrictYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The configuration in force.
 *
 * @param settings every value with its source, as it may be shown
 */
public record Config(
    HttpConfig http,
    StorageConfig storage,
    SchedulerConfig scheduler,
    HandlersConfig handlers,
    WorkersConfig workers,
    SecurityConfig security,
    List<Setting> settings) {
  /**
   * Reads the sources.
   *
   * @throws InvalidConfig with a line for everything that is wrong
   */
  public static Config load(ConfigSources sources) {
    Path file = sources.file();
    String name = file == null ? "configuration" : file.toString();
    Settings settings = new Settings(parsed(file, name), name, sources);
    HttpConfig http = HttpConfig.read(settings);
    StorageConfig storage = StorageConfig.read(settings);
    SchedulerConfig scheduler =
        SchedulerConfig.read(settings, Calendars.read(settings, directory(file)));
    HandlersConfig handlers = HandlersConfig.read(settings);
    WorkersConfig workers = WorkersConfig.read(settings);
    SecurityConfig security = SecurityConfig.read(settings, workers);
    settings.notYet("governors");
    settings.notYet("reporting");
    return new Config(http, storage, scheduler, handlers, workers, security, settings.done());
  }

  /** The same with other workers. */
  public Config with(WorkersConfig other) {
    return new Config(http, storage, scheduler, handlers, other, security, settings);
  }

  private static Path directory(@Nullable Path file) {
    Path parent = file == null ? null : file.toAbsolutePath().getParent();
    return parent == null ? Path.of("") : parent;
  }

  private static StrictYaml parsed(@Nullable Path file, String name) {
    if (file == null) {
      return new StrictYaml(JsonNodeFactory.instance.objectNode(), Map.of());
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return StrictYaml.read(bytes.readNBytes(StrictYaml.LONGEST + 1));
    } catch (IOException e) {
      throw new InvalidConfig(List.of(name + ": cannot be read (" + e + ")"));
    } catch (MalformedText e) {
      Place at = e.place();
      String place = at.line() == 0 ? "" : ":" + at.line() + ":" + at.column();
      throw new InvalidConfig(List.of(name + place + ": " + e.getMessage()));
    }
  }
}
