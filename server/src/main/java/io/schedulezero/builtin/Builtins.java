package io.schedulezero.builtin;

import io.schedulezero.config.HandlersConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The handlers that come with the server. */
public final class Builtins {
  private Builtins() {}

  /** Those that need no configuration. */
  public static List<Object> basics(RandomGenerator random) {
    return List.of(new Basics(random));
  }

  /** One object for each; {@code shell} only if there are commands that it may run. */
  public static List<Object> of(HandlersConfig config, RandomGenerator random) {
    List<Object> handlers = new ArrayList<>();
    handlers.addAll(basics(random));
    handlers.add(new HttpRequest(config.httpRequest(), new Addresses(config.httpRequest())));
    if (!config.shell().isEmpty()) {
      handlers.add(new Shell(config.shell()));
    }
    return handlers;
  }
}
