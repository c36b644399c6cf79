package io.schedulezero;

import java.util.List;
import java.util.stream.Collectors;

/** A request that cannot be granted as it is; nothing has changed. */
public final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public BadRequest(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public BadRequest(String field, String message) {
    this(List.of(new Problem(field, message)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
