package io.schedulezero.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.schedulezero.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem as RFC 9457 has it. */
record ProblemView(
    String title,
    int status,
    String detail,
    String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldError> errors) {
  record FieldError(String field, String message) {}

  static ProblemView of(Code code, String detail, List<Problem> errors) {
    return new ProblemView(
        code.title(),
        code.status(),
        detail,
        code.text(),
        errors.isEmpty()
            ? null
            : errors.stream().map(e -> new FieldError(e.field(), e.message())).toList());
  }
}
