package io.schedulezero.handler;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One handler as the scheduler knows it: what {@link Handler} says about it, what its arguments
 * must be, and how to call it. Made by {@link HandlerCatalog}; immutable, used by many threads.
 *
 * <pre>{@code
 * HandlerDefinition welcome = HandlerCatalog.of(new Mailer()).find("send_welcome").orElseThrow();
 * String args = "{\"email\": \"ada@example.org\"}";
 * if (welcome.check(args).isEmpty()) {
 *   welcome.invoke(run, args).thenAccept(result -> …);
 * }
 * }</pre>
 */
public final class HandlerDefinition {
  /** Longest JSON text of arguments that is accepted, in characters: 1,048,576. */
  public static final int MAX_ARGS_LENGTH = Json.MAX_LENGTH;

  private final HandlerSettings settings;
  private final HandlerMethod method;
  private final FieldsShape arguments;
  private volatile @Nullable String schema;

  HandlerDefinition(HandlerSettings settings, HandlerMethod method, FieldsShape arguments) {
    this.settings = settings;
    this.method = method;
    this.arguments = arguments;
  }

  /** Its name, unique in the catalogue. */
  public String name() {
    return settings.name();
  }

  /** For people; empty if nobody wrote one. */
  public String description() {
    return settings.description();
  }

  /** Longest time that one attempt may take, more than zero; empty if it says nothing. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(settings.timeout());
  }

  /** What follows a failure; empty if it says nothing. */
  public Optional<RetrySettings> retry() {
    return Optional.ofNullable(settings.retry());
  }

  /** 0 to 9; higher goes first. */
  public int priority() {
    return settings.priority();
  }

  /** Words to find its runs by. */
  public List<String> tags() {
    return settings.tags();
  }

  /** Names of the shared limits that its runs count against. */
  public List<String> limits() {
    return settings.limits();
  }

  /** What is promised when a process dies in the middle of an attempt. */
  public Delivery delivery() {
    return settings.delivery();
  }

  /** Of the code behind it, as the manifest of its jar says; empty if that says nothing. */
  public Optional<String> version() {
    return Optional.ofNullable(method.version());
  }

  /** Class and method, as messages name it: {@code com.acme.Mailer.sendWelcome}. */
  public String source() {
    return method.source();
  }

  /**
   * JSON Schema (2020-12) of the arguments, as JSON text: an object with a property for each
   * argument. The first call makes it.
   */
  public String argsSchema() {
    String known = schema;
    if (known == null) {
      SchemaDefinitions definitions = new SchemaDefinitions();
      ObjectNode made = SchemaDefinitions.newNode();
      made.put("$schema", "https://json-schema.org/draft/2020-12/schema");
      made.setAll(arguments.schema(definitions));
      definitions.addTo(made);
      known = made.toString();
      schema = known;
    }
    return known;
  }

  /** All that can be known of it without being able to call it. */
  public HandlerDescription describe() {
    return new HandlerDescription(
        settings.name(),
        settings.description(),
        argsSchema(),
        settings.timeout(),
        settings.retry(),
        settings.priority(),
        settings.tags(),
        settings.limits(),
        settings.delivery(),
        method.version());
  }

  /**
   * What is wrong with these arguments. It accepts what {@link #argsSchema} accepts, except values
   * that a schema cannot tell from good ones: dates such as 30 February, numbers beyond what the
   * Java type can hold, and records whose constructor refuses.
   *
   * @param argsJson JSON text; whatever it is, this does not throw
   * @return at most 20 problems; empty if the handler can be called
   */
  public List<ArgumentProblem> check(String argsJson) {
    return List.copyOf(ArgReader.read(arguments, argsJson).problems());
  }

  /**
   * The JSON object that gives these arguments; {@link #check} accepts it unless a value is refused
   * for what it is. A null for an argument that may not be null counts as not given.
   *
   * @param positional the arguments in the order of the parameters, without the {@link RunContext}
   * @throws IllegalArgumentException if there are more or fewer of them than the method has, or one
   *     is of another type
   */
  public String argsFrom(@Nullable Object... positional) {
    if (positional.length != arguments.fields().size()) {
      throw new IllegalArgumentException(
          source()
              + " takes "
              + arguments.fields().size()
              + " arguments, not "
              + positional.length
              + ": "
              + Shown.names(arguments.fields().stream().map(Field::name).toList()));
    }
    try {
      return Json.write(out -> arguments.write(out, positional));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "The arguments of " + source() + " cannot be written as JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Calls the handler on this thread.
   *
   * @param argsJson the arguments, one JSON object
   * @return the result as JSON text, null if it returned nothing or null. Every failure comes by
   *     the stage and never by a throw: what the handler threw itself, without a wrapper (also an
   *     {@link Error} or an {@link InterruptedException}), or {@link GiveUp} if the arguments do
   *     not fit or the result cannot be written. If the handler returned a future, cancelling the
   *     stage cancels it.
   */
  public CompletionStage<@Nullable String> invoke(RunContext run, String argsJson) {
    ArgReader.Reading reading = ArgReader.read(arguments, argsJson);
    if (!reading.isGood()) {
      String problems =
          reading.problems().stream()
              .map(ArgumentProblem::toString)
              .collect(Collectors.joining("; "));
      return CompletableFuture.failedFuture(
          new GiveUp("The arguments do not fit the handler " + name() + ": " + problems));
    }
    return method.call(run, (@Nullable Object[]) Objects.requireNonNull(reading.value()));
  }

  @Override
  public String toString() {
    return name() + " (" + source() + ")";
  }
}
