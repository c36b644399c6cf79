package io.schedulezero.api;

import io.schedulezero.Schedules;
import io.schedulezero.config.Calendars;
import io.schedulezero.input.Fields;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a trigger means. */
final class TriggersResource {
  private static final int MOST = 1_000;
  private static final int USUAL = 10;

  private final Schedules schedules;
  private final Calendars calendars;

  TriggersResource(Schedules schedules, Calendars calendars) {
    this.schedules = schedules;
    this.calendars = calendars;
  }

  List<Route> routes() {
    return List.of(Route.post("/api/triggers/preview", Route.Body.OBJECT, this::preview));
  }

  private record Question(
      Trigger trigger,
      Policies policies,
      @Nullable Instant from,
      @Nullable Instant to,
      int count) {}

  private Question question(Fields fields) {
    Integer count = fields.small("count", 1, MOST);
    return new Question(
        TriggerBody.read(fields),
        PoliciesBody.times(fields, calendars),
        fields.instant("from"),
        fields.instant("to"),
        count == null ? USUAL : count);
  }

  record PreviewView(List<String> fireTimes, List<FireView.Next> skipped, String description) {}

  private void preview(Exchange exchange) {
    Question asked = exchange.body(this::question);
    Schedules.Preview preview =
        schedules.preview(
            asked.trigger(), asked.policies(), asked.from(), asked.to(), asked.count());
    List<FireView.Next> fires = FireView.next(preview.fires());
    exchange.answer(
        new PreviewView(
            fires.stream().filter(f -> f.skipped() == null).map(FireView.Next::time).toList(),
            fires.stream().filter(f -> f.skipped() != null).toList(),
            preview.description()));
  }
}
