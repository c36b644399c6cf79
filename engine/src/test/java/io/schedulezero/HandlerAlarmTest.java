package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.notify.EngineListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HandlerAlarmTest implements EngineListener {
  private final List<String> heard = new ArrayList<>();
  private final HandlerAlarm alarm = new HandlerAlarm(Duration.ofSeconds(10), this);
  private long nanos = Long.MAX_VALUE - 1; // such times may pass the end of the numbers

  @Override
  public void targetMissing(String handler) {
    heard.add("missing " + handler);
  }

  @Override
  public void targetBack(String handler) {
    heard.add("back " + handler);
  }

  private void look(int seconds, Collection<String> wanted, Collection<String> served) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    alarm.look(wanted, served, nanos);
  }

  @Test
  void is_raised_once_after_a_while_and_cleared_once() {
    look(0, List.of("mail", "thumb"), List.of("thumb"));
    look(9, List.of("mail", "thumb"), List.of("thumb"));
    assertThat(heard).isEmpty();

    look(1, List.of("mail", "thumb"), List.of("thumb"));
    look(60, List.of("mail", "thumb"), List.of("thumb"));
    assertThat(heard).containsExactly("missing mail");
    assertThat(alarm.raised()).containsExactly("mail");

    look(1, List.of("mail", "thumb"), List.of("mail", "thumb"));
    look(1, List.of("mail", "thumb"), List.of("mail", "thumb"));
    assertThat(heard).containsExactly("missing mail", "back mail");
    assertThat(alarm.raised()).isEmpty();
  }

  @Test
  void a_target_that_comes_back_at_once_is_not_missed() {
    look(0, List.of("mail"), List.of());
    look(9, List.of("mail"), List.of("mail"));
    look(9, List.of("mail"), List.of());
    look(9, List.of("mail"), List.of());

    assertThat(heard).isEmpty();
  }

  @Test
  void is_cleared_when_nobody_wants_the_handler_any_more() {
    look(0, List.of("mail"), List.of());
    look(10, List.of("mail"), List.of());
    look(10, List.of(), List.of());

    assertThat(heard).containsExactly("missing mail", "back mail");
  }
}
