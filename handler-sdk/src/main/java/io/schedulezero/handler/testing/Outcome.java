package io.schedulezero.handler.testing;

import io.schedulezero.handler.ArgumentProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * <pre>{@code
 * Outcome outcome = harness.run("count_words", Map.of("text", "to be or not"));
 * assertThat(outcome.resultAs(Integer.class)).contains(4);
 * }</pre>
 *
 * @param result what the handler returned, JSON as text; null if nothing, or if it failed
 * @param failure what the handler threw; null if it did not, or was not called
 * @param problems why it was not called; empty if it was
 * @param lines what it logged, such as {@code INFO Sent}, oldest first
 */
public record Outcome(
    @Nullable String result,
    @Nullable Throwable failure,
    List<ArgumentProblem> problems,
    List<String> lines) {
  /** Copies the lists. */
  public Outcome {
    problems = List.copyOf(problems);
    lines = List.copyOf(lines);
  }

  /** Whether the handler was called and returned. */
  public boolean succeeded() {
    return failure == null && problems.isEmpty();
  }

  /**
   * The result as a Java value, as those read it who ask for it.
   *
   * @return empty if the handler returned nothing
   * @throws IllegalStateException if the handler did not succeed; the message says why
   */
  public <T> Optional<T> resultAs(Class<T> type) {
    if (!succeeded()) {
      String why = failure != null ? failure.toString() : problems.toString();
      throw new IllegalStateException("There is no result: " + why, failure);
    }
    return Optional.ofNullable(result).map(json -> TestJson.read(json, type));
  }
}
