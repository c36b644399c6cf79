package io.schedulezero.handler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Calls a method of an object, and makes JSON of what it returns. */
final class HandlerMethod {
  private static final int MAX_WHY = 300;
  private static final CompletionStage<@Nullable String> NOTHING =
      CompletableFuture.completedStage(null);

  private final Object target;
  private final Method method;
  private final Class<?>[] parameters;

  HandlerMethod(Object target, Method method) {
    this.target = target;
    this.method = method;
    this.parameters = method.getParameterTypes();
  }

  String source() {
    return Registration.source(method);
  }

  /** What the manifest of its jar says; null if it says nothing. */
  @Nullable String version() {
    String version = method.getDeclaringClass().getPackage().getImplementationVersion();
    return version == null ? null : Shown.cut(version, HandlerDescription.MAX_VERSION);
  }

  /**
   * @param arguments by position, without the context
   */
  CompletionStage<@Nullable String> call(RunContext run, @Nullable Object[] arguments) {
    @Nullable Object[] all = new @Nullable Object[parameters.length];
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      all[i] = parameters[i] == RunContext.class ? run : arguments[next++];
    }
    try {
      return result(method.invoke(target, all));
    } catch (InvocationTargetException e) {
      return CompletableFuture.failedFuture(e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<@Nullable String> result(@Nullable Object returned) {
    if (returned == null) {
      return NOTHING;
    }
    if (returned instanceof CompletionStage<?> stage) {
      return later(stage);
    }
    try {
      return CompletableFuture.completedFuture(Json.write(returned));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(unwritable(e));
    }
  }

  private CompletionStage<@Nullable String> later(CompletionStage<?> stage) {
    CompletableFuture<@Nullable String> result = new CompletableFuture<>();
    stage.whenComplete((value, failure) -> complete(result, value, failure));
    if (stage instanceof Future<?> future) {
      CompletableFuture<?> unused = result.whenComplete((value, failure) -> pass(result, future));
    }
    return result;
  }

  private static void pass(Future<?> result, Future<?> handlers) {
    if (result.isCancelled()) {
      handlers.cancel(true);
    }
  }

  private void complete(
      CompletableFuture<@Nullable String> result,
      @Nullable Object value,
      @Nullable Throwable failure) {
    if (failure != null) {
      boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
      result.completeExceptionally(isWrapped ? failure.getCause() : failure);
      return;
    }
    try {
      result.complete(value == null ? null : Json.write(value));
    } catch (RuntimeException e) {
      result.completeExceptionally(unwritable(e));
    }
  }

  /** The work is done, so doing it again would not help. */
  private GiveUp unwritable(RuntimeException e) {
    String why = e instanceof JacksonException json ? json.getOriginalMessage() : e.toString();
    return new GiveUp(
        "What " + source() + " returned cannot be written as JSON: " + Shown.cut(why, MAX_WHY), e);
  }
}
