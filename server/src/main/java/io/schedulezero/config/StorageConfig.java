package io.schedulezero.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where runs and schedules are kept.
 *
 * @param path the directory of the database; of no account in memory
 */
public record StorageConfig(Type type, Path path) {
  /** What keeps them. */
  public enum Type {
    SQLITE,
    /** Forgets everything when the process ends. */
    MEMORY
  }

  /** What can be written. */
  private enum Known {
    SQLITE,
    MEMORY,
    POSTGRESQL
  }

  static StorageConfig read(Settings settings) {
    Known type = settings.choice("storage.type", Known.SQLITE, Known.class);
    if (type == Known.POSTGRESQL) {
      settings.problem("storage.type", "postgresql is not in this version; use sqlite or memory");
    }
    String path = settings.text("storage.path", "data", StorageConfig::checked);
    return new StorageConfig(type == Known.MEMORY ? Type.MEMORY : Type.SQLITE, Path.of(path));
  }

  private static String checked(String path) {
    try {
      if (!path.isBlank() && !Path.of(path).toString().isEmpty()) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("the path of a directory", e);
    }
    throw new IllegalArgumentException("the path of a directory");
  }
}
