package io.schedulezero.api;

import io.schedulezero.Submitted;
import io.schedulezero.input.Texts;

record SubmittedView(String id, String state, String dueAt, boolean fresh) {
  static SubmittedView of(Submitted submitted) {
    return new SubmittedView(
        submitted.id().toString(),
        Texts.name(submitted.state()),
        submitted.dueAt().toString(),
        submitted.fresh());
  }
}
