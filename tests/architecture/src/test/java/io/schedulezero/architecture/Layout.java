package io.schedulezero.architecture;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages under our root, by the part they play. */
final class Layout {
  static final String ROOT = "io.schedulezero";

  /** The package that is the root itself: what a program that embeds the engine imports. */
  static final String FRONT_DOOR = "";

  /** Each word list may use the ones before it. */
  static final List<String> VOCABULARY = List.of("run", "schedule", "journal");

  static final List<String> STAGES =
      List.of("trigger", "queue", "govern", "dispatch", "outcome", "notify");

  /** The stages that call handlers, or read what a handler threw. */
  static final List<String> STAGES_THAT_KNOW_HANDLERS = List.of("dispatch", "outcome");

  /** What stands below the stage that executes attempts: what calls handlers, here or elsewhere. */
  static final List<String> BELOW_DISPATCH = List.of("execution", "wire", "transport");

  /** They wire the rest together, with the clocks, zones and random ids of the real world. */
  static final List<String> COMPOSITION_ROOTS = List.of(FRONT_DOOR, "server", "cli");

  /** The same, where it is a class and not its whole package. */
  static final Set<String> COMPOSING_CLASSES = Set.of("worker.Builder");

  private static final List<String> OTHERS =
      List.of(
          "handler",
          "handler.testing",
          "execution",
          "wire",
          "transport",
          "worker",
          "flow",
          "schema",
          "store");

  private static final List<String> SERVICE =
      List.of("input", "config", "api", "builtin", "scenario");

  /** Named in a rule, but not written yet. Whoever adds one takes it off this list. */
  static final Set<String> TO_COME = Set.of("scenario");

  private Layout() {}

  static Set<String> named() {
    return Stream.of(
            VOCABULARY,
            STAGES,
            COMPOSITION_ROOTS,
            OTHERS,
            SERVICE,
            Library.all().stream().flatMap(library -> library.homes().stream()).toList())
        .flatMap(List::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The package and what is below it; for the front door, the package alone. */
  static String pattern(String root, String name) {
    return name.equals(FRONT_DOOR) ? root : root + "." + name + "..";
  }

  static String[] patterns(String root, List<String> names) {
    return names.stream().map(name -> pattern(root, name)).toArray(String[]::new);
  }
}
