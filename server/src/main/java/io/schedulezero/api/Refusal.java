package io.schedulezero.api;

import io.schedulezero.Problem;
import java.util.List;

/** A request that this API refuses by itself; nothing has changed. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient List<Problem> errors;

  Refusal(Code code, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.of();
  }

  /** Bad fields. */
  Refusal(List<Problem> errors) {
    super(said(errors), null, false, false);
    this.code = Code.BAD_REQUEST;
    this.errors = List.copyOf(errors);
  }

  Refusal(String field, String message) {
    this(List.of(new Problem(field, message)));
  }

  /** The first one, and how many there are. */
  static String said(List<Problem> errors) {
    if (errors.isEmpty()) {
      return "The request cannot be granted as it is.";
    }
    Problem first = errors.get(0);
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return (first.field().isEmpty() ? "The body" : first.field()) + " " + first.message() + more;
  }

  Code code() {
    return code;
  }

  List<Problem> errors() {
    return errors;
  }
}
