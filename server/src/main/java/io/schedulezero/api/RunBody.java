package io.schedulezero.api;

import io.schedulezero.RunRequest;
import io.schedulezero.input.Fields;

/** A request for a run, as it is written. */
final class RunBody {
  private RunBody() {}

  static RunRequest read(Fields fields) {
    SpecBody spec = SpecBody.read(fields);
    var runAt = fields.instant("run_at");
    var delay = fields.duration("delay");
    var key = fields.name("key", SpecBody.LONGEST_NAME);
    if (runAt != null && delay != null) {
      fields.problem("delay", "cannot be together with run_at; leave one of them out");
    }
    return new RunRequest(
        spec.handler(),
        spec.args(),
        runAt,
        delay,
        spec.priority(),
        spec.timeout(),
        spec.retry(),
        key,
        spec.tags(),
        spec.route());
  }
}
