package io.schedulezero.server;

import io.schedulezero.builtin.Builtins;
import io.schedulezero.config.BuiltinModule;
import io.schedulezero.config.HandlersConfig;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.Selection;
import io.schedulezero.input.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Makes the handler objects that the configuration asks for. */
final class Modules {
  private final HandlersConfig config;
  private final RandomGenerator random;
  private final ClassLoader classes;

  /**
   * @param classes where the classes of users are
   */
  Modules(HandlersConfig config, RandomGenerator random, ClassLoader classes) {
    this.config = config;
    this.random = random;
    this.classes = classes;
  }

  Object[] handlers() {
    List<Object> handlers = new ArrayList<>();
    for (BuiltinModule module : config.builtin()) {
      if (module.isOurs()) {
        handlers.addAll(ours(module));
      } else if (module.methods().isEmpty()) {
        handlers.add(made(module.module()));
      } else {
        handlers.add(new Selection(made(module.module()), Set.copyOf(module.methods())));
      }
    }
    return handlers.toArray();
  }

  private List<Object> ours(BuiltinModule module) {
    Set<String> wanted =
        new TreeSet<>(module.methods().isEmpty() ? BuiltinModule.OURS.methods() : module.methods());
    for (String name : wanted) {
      if (!BuiltinModule.OURS.methods().contains(name)) {
        throw refused(
            module.module()
                + ": no handler "
                + name
                + Nearest.hint(name, BuiltinModule.OURS.methods()));
      }
    }
    List<Object> chosen = new ArrayList<>();
    for (Object object : Builtins.of(config, random)) {
      Set<String> names =
          HandlerCatalog.of(object).all().stream()
              .map(HandlerDefinition::name)
              .filter(wanted::contains)
              .collect(Collectors.toSet());
      if (!names.isEmpty()) {
        chosen.add(new Selection(object, names));
      }
    }
    return chosen;
  }

  private Object made(String name) {
    try {
      return Class.forName(name, true, classes).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw refused(
          name
              + ": there is no such class on the class path; add its jar by --jar or handlers.jars");
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw refused(
          name + ": needs a public constructor without parameters that succeeds (" + cause + ")");
    }
  }

  private static StartFailed refused(String message) {
    return new StartFailed(StartFailed.BAD_CONFIGURATION, "handlers.builtin: " + message);
  }
}
