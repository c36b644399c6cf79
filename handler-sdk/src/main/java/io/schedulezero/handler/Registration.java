package io.schedulezero.handler;

import io.schedulezero.handler.ShapeFinder.Source;
import io.schedulezero.handler.ShapeFinder.Unbindable;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Makes the definition of one annotated method, or refuses it. */
final class Registration {
  private static final List<Class<?>> NO_RESULTS =
      List.of(
          Future.class, Flow.Publisher.class, BaseStream.class, InputStream.class, Thread.class);

  private final Object target;
  private final Method method;
  private final Handler handler;

  Registration(Object target, Method method) {
    this.target = target;
    this.method = method;
    this.handler = Objects.requireNonNull(method.getAnnotation(Handler.class));
  }

  /** How messages name a method. */
  static String source(Method method) {
    return method.getDeclaringClass().getName() + "." + method.getName();
  }

  HandlerDefinition definition(ClassScan scan) {
    HandlerSettings settings = settings();
    checkResult();
    makeAccessible();
    return new HandlerDefinition(
        settings, new HandlerMethod(target, method), new FieldsShape("argument", arguments(scan)));
  }

  private HandlerSettings settings() {
    if (handler.retry().length > 1) {
      throw invalid("it has " + handler.retry().length + " retry policies. Leave one.");
    }
    if (handler.priority() < 0 || handler.priority() > 9) {
      throw invalid("priority is " + handler.priority() + ". Give 0 to 9.");
    }
    Duration timeout = handler.timeout().isEmpty() ? null : duration("timeout", handler.timeout());
    if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
      throw invalid("timeout is " + handler.timeout() + ". Give more than zero, or leave it out.");
    }
    if (timeout != null && timeout.compareTo(HandlerDescription.LONGEST_TIMEOUT) > 0) {
      throw invalid("timeout is " + handler.timeout() + ". Give 36600d at most, or leave it out.");
    }
    return new HandlerSettings(
        name(),
        description(),
        timeout,
        retry(),
        handler.priority(),
        words("tags", handler.tags()),
        words("limits", handler.limits()),
        handler.delivery());
  }

  private String name() {
    String name = handler.name().isEmpty() ? snakeCase(method.getName()) : handler.name();
    if (!HandlerDescription.NAME.matcher(name).matches()) {
      throw invalid(
          "its name is " + Shown.text(name) + ". Use " + HandlerDescription.NAME_ALLOWED + ".");
    }
    return name;
  }

  private String description() {
    int length = handler.description().length();
    if (length > HandlerDescription.MAX_DESCRIPTION) {
      throw invalid(
          "its description has "
              + length
              + " characters. Give "
              + HandlerDescription.MAX_DESCRIPTION
              + " at most.");
    }
    return handler.description();
  }

  static String snakeCase(String camelCase) {
    return camelCase
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private @Nullable RetrySettings retry() {
    if (handler.retry().length == 0) {
      return null;
    }
    Retry retry = handler.retry()[0];
    if (handler.delivery() == Delivery.AT_MOST_ONCE && retry.maxAttempts() > 1) {
      throw invalid("delivery AT_MOST_ONCE is never tried again. Leave retry out.");
    }
    Duration delay = duration("retry.delay", retry.delay());
    Duration maxDelay = duration("retry.maxDelay", retry.maxDelay());
    Duration maxAge = retry.maxAge().isEmpty() ? null : duration("retry.maxAge", retry.maxAge());
    try {
      return new RetrySettings(
          retry.backoff(),
          retry.maxAttempts(),
          delay,
          maxDelay,
          retry.factor(),
          retry.jitter(),
          maxAge);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage() + ".");
    }
  }

  private Duration duration(String what, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw invalid(what + " " + e.getMessage() + ".");
    }
  }

  private List<String> words(String what, String[] words) {
    if (words.length > HandlerDescription.MAX_WORDS) {
      throw invalid(
          "it has "
              + words.length
              + " "
              + what
              + ". Give "
              + HandlerDescription.MAX_WORDS
              + " at most.");
    }
    for (String word : words) {
      if (word.isBlank()) {
        throw invalid("one of its " + what + " is blank. Name it, or leave it out.");
      }
      if (word.length() > HandlerDescription.MAX_WORD) {
        throw invalid(
            "one of its "
                + what
                + " has "
                + word.length()
                + " characters. Give "
                + HandlerDescription.MAX_WORD
                + " at most.");
      }
    }
    return List.of(words);
  }

  private void checkResult() {
    Class<?> type = method.getReturnType();
    if (CompletionStage.class.isAssignableFrom(type)) {
      return;
    }
    for (Class<?> refused : NO_RESULTS) {
      if (refused.isAssignableFrom(type)) {
        throw invalid(
            "it returns "
                + type.getName()
                + ", which is not a result. Return a value, or a CompletionStage of one.");
      }
    }
  }

  private void makeAccessible() {
    try {
      method.setAccessible(true);
    } catch (RuntimeException e) {
      throw new InvalidHandler(
          source(method)
              + ": it cannot be called: "
              + e.getMessage()
              + ". Open its package to io.schedulezero.sdk.",
          e);
    }
  }

  private List<Field> arguments(ClassScan scan) {
    List<Source> sources = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.getType() != RunContext.class) {
        String name = parameter.isNamePresent() ? parameter.getName() : null;
        sources.add(new Source(name, parameter, parameter.getAnnotatedType()));
      }
    }
    ShapeFinder finder = new ShapeFinder();
    try {
      List<Field> fields = finder.fields(sources, variables(finder, scan));
      finder.checkDefaults();
      return fields;
    } catch (Unbindable e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Map<TypeVariable<?>, Supplier<Shape>> variables(
      ShapeFinder finder, ClassScan scan) {
    Map<TypeVariable<?>, Supplier<Shape>> variables = new HashMap<>();
    scan.typeArguments()
        .forEach((variable, type) -> variables.put(variable, () -> finder.find(type, variables)));
    return variables;
  }

  private InvalidHandler invalid(String message) {
    return new InvalidHandler(source(method) + ": " + message);
  }
}
