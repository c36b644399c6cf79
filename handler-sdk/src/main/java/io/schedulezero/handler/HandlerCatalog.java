package io.schedulezero.handler;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All handlers of a program, by name. Immutable, used by many threads.
 *
 * <pre>{@code
 * HandlerCatalog handlers = HandlerCatalog.of(new Mailer(), new Reports(database));
 * handlers.find("send_welcome"); // void sendWelcome(String email)
 * }</pre>
 */
public final class HandlerCatalog {
  private final Map<String, HandlerDefinition> byName = new TreeMap<>();
  private final Map<Method, HandlerDefinition> byMethod = new HashMap<>();
  private final Map<Class<?>, ClassScan> scans = new HashMap<>();

  private HandlerCatalog() {}

  /**
   * The handlers of these objects.
   *
   * @throws InvalidHandler if anything about them is wrong; the message names class and method
   */
  public static HandlerCatalog of(Object... handlers) {
    return of(Arrays.asList(handlers));
  }

  /**
   * The handlers of these objects.
   *
   * @throws InvalidHandler if anything about them is wrong; the message names class and method
   */
  public static HandlerCatalog of(Collection<?> handlers) {
    HandlerCatalog catalog = new HandlerCatalog();
    handlers.forEach(catalog::register);
    return catalog;
  }

  private void register(Object object) {
    if (object instanceof Selection selection) {
      register(selection.object(), selection.names());
    } else {
      register(object, null);
    }
  }

  /** Registers the handlers of these names, all of them if null. */
  private void register(Object object, @Nullable Set<String> wanted) {
    if (object instanceof Class<?> type) {
      throw new InvalidHandler(
          type.getName() + ": a class is not a handler. Register an object of it.");
    }
    ClassScan scan = new ClassScan(object.getClass());
    if (scan.handlers().isEmpty()) {
      throw new InvalidHandler(
          object.getClass().getName() + ": no method is annotated with @Handler. Annotate one.");
    }
    scans.put(scan.type(), scan);
    Set<String> there = new TreeSet<>();
    for (Method method : scan.handlers()) {
      HandlerDefinition definition = new Registration(object, method).definition(scan);
      there.add(definition.name());
      if (wanted == null || wanted.contains(definition.name())) {
        add(definition, method);
      }
    }
    if (wanted != null && !there.containsAll(wanted)) {
      throw new InvalidHandler(
          object.getClass().getName() + ": of " + wanted + " there are only " + there + ".");
    }
  }

  private void add(HandlerDefinition definition, Method method) {
    HandlerDefinition other = byName.putIfAbsent(definition.name(), definition);
    if (other != null) {
      throw new InvalidHandler(
          definition.source()
              + ": its name "
              + definition.name()
              + " is taken by "
              + other.source()
              + ". Name one of them by @Handler(name = \"…\").");
    }
    byMethod.put(method, definition);
  }

  /** The handler of that name. */
  public Optional<HandlerDefinition> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them, sorted by name. */
  public Collection<HandlerDefinition> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /**
   * The handler behind a method reference such as {@code mailer::sendWelcome}, where {@code mailer}
   * is a registered object or another one of its class. The right one of overloaded methods is
   * found, and an inherited or overridden one.
   *
   * @param methodReference one of {@link Calls}, or any serializable functional interface
   * @return empty if the method is no handler, or none of its class is registered
   * @throws IllegalArgumentException if it is not a method reference with an object, but a lambda
   *     such as {@code email -> mailer.sendWelcome(email)}; the message says what to write
   */
  public Optional<HandlerDefinition> resolve(Serializable methodReference) {
    MethodReference reference = MethodReference.of(methodReference);
    Object receiver = reference.receiver();
    if (receiver == null) {
      return byMethod.keySet().stream()
          .filter(method -> isStatic(method, reference))
          .findFirst()
          .map(byMethod::get);
    }
    ClassScan scan = scans.get(receiver.getClass());
    Method method = scan == null ? null : scan.handler(reference.signature());
    return Optional.ofNullable(method == null ? null : byMethod.get(method));
  }

  private static boolean isStatic(Method method, MethodReference reference) {
    return Modifier.isStatic(method.getModifiers())
        && method.getDeclaringClass().getName().equals(reference.className())
        && ClassScan.signature(method).equals(reference.signature());
  }
}
