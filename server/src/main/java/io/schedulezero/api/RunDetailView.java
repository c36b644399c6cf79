package io.schedulezero.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.schedulezero.RunProgress;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.Run;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record RunDetailView(
    @JsonUnwrapped RunView run, List<AttemptView> attempts, @Nullable ProgressView progress) {
  record ProgressView(double fraction, String message, String at) {}

  static RunDetailView of(Run run, List<Attempt> attempts, Optional<RunProgress> progress) {
    return new RunDetailView(
        RunView.of(run),
        attempts.stream().map(AttemptView::of).toList(),
        progress
            .map(p -> new ProgressView(p.fraction(), p.message(), p.at().toString()))
            .orElse(null));
  }
}
