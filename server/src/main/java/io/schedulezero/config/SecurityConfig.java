package io.schedulezero.config;

import io.schedulezero.transport.AllowList;
import io.schedulezero.transport.HubKeys;
import io.schedulezero.transport.KeyProblem;
import io.schedulezero.transport.Keys;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect as a worker.
 *
 * @param keys empty if workers speak in the clear
 * @param insecurePlainRemote whether they may do so on other machines, too
 */
public record SecurityConfig(Optional<HubKeys> keys, boolean insecurePlainRemote) {
  private static final String OFF = "off";
  private static final String WORKER_KEY = "security.worker_key";
  private static final String ALLOW_LIST = "security.allow_list";
  private static final String PLAIN = "security.insecure_plain_remote";

  static SecurityConfig read(Settings settings, WorkersConfig workers) {
    String key = settings.text(WORKER_KEY, OFF, SecurityConfig::file);
    String list = settings.text(ALLOW_LIST, OFF, SecurityConfig::file);
    boolean plain = settings.flag(PLAIN, false);
    boolean hasKey = !key.equals(OFF);
    boolean hasList = !list.equals(OFF);
    if (hasKey != hasList) {
      settings.problem(
          hasKey ? ALLOW_LIST : WORKER_KEY,
          "must be named too: workers prove who they are by keys, and the list says who may be what");
    } else if (hasKey && plain) {
      settings.problem(PLAIN, "must be false where there are keys: without keys nobody is heard");
    } else if (!hasKey && !plain && workers.isRemote()) {
      settings.problem(
          "workers.address",
          "is beyond this machine, which takes keys: sz keys create server, then name its file in "
              + WORKER_KEY
              + " and a list of who may connect in "
              + ALLOW_LIST
              + "; or say "
              + PLAIN
              + ": true if everybody who reaches it may host any handler");
    }
    Keys own = hasKey ? opened(settings, WORKER_KEY, key, Keys::read) : null;
    AllowList allowed = hasList ? opened(settings, ALLOW_LIST, list, AllowList::read) : null;
    return new SecurityConfig(
        own == null || allowed == null ? Optional.empty() : Optional.of(new HubKeys(own, allowed)),
        plain);
  }

  private static <T> @Nullable T opened(
      Settings settings, String key, String file, Function<Path, T> reader) {
    try {
      return reader.apply(Path.of(file));
    } catch (KeyProblem e) {
      settings.problem(key, "cannot be used: " + e.getMessage());
      return null;
    }
  }

  private static String file(String text) {
    try {
      if (!text.isBlank() && !Path.of(text).toString().isEmpty()) {
        return text;
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("off, or the path of a file", e);
    }
    throw new IllegalArgumentException("off, or the path of a file");
  }
}
