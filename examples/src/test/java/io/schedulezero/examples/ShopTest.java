package io.schedulezero.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.ArgumentProblem;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.RetryLater;
import io.schedulezero.handler.RunCancelled;
import io.schedulezero.handler.testing.FakeRunContext;
import io.schedulezero.handler.testing.HandlerHarness;
import io.schedulezero.handler.testing.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How handlers are tested without a scheduler. */
final class ShopTest {
  private final Notebook outside = new Notebook();
  private final HandlerHarness shop = HandlerHarness.of(new Shop(outside));

  // region harness
  @Test
  void invoices_of_the_day_of_the_fire_are_sent() {
    FakeRunContext run = new FakeRunContext().withFireTime(Instant.parse("2026-12-01T08:00:00Z"));

    Outcome outcome = shop.run("send_invoices", Map.of("customer", "ada"), run);

    assertThat(outcome.resultAs(Integer.class)).contains(2);
    assertThat(outside.notes).containsExactly("INV-1 PDF", "INV-2 PDF");
    assertThat(outcome.lines()).containsExactly("INFO 2 invoices of 2026-12-01");
    assertThat(run.progress()).endsWith(new FakeRunContext.Progress(1, "INV-2"));
  }

  @Test
  void an_unknown_format_is_refused_before_anything_happens() {
    Outcome outcome = shop.run("send_invoices", Map.of("customer", "ada", "format", "XML"));

    assertThat(outcome.problems()).extracting(ArgumentProblem::path).containsExactly("args.format");
    assertThat(outside.notes).isEmpty();
  }

  // endregion

  @Test
  void a_cancelled_run_sends_nothing_more() {
    FakeRunContext run = new FakeRunContext();
    run.cancel();

    Outcome outcome = shop.run("send_invoices", Map.of("customer", "ada"), run);

    assertThat(outcome.failure()).isInstanceOf(RunCancelled.class);
    assertThat(outside.notes).isEmpty();
  }

  @Test
  void a_reminder_waits_for_the_mail_server_and_gives_up_on_nonsense() {
    outside.isMailBusy = true;

    assertThat(shop.run("remind", Map.of("invoice", "INV-1")).failure())
        .isInstanceOf(RetryLater.class);
    assertThat(shop.run("remind", Map.of("invoice", "x")).failure()).isInstanceOf(GiveUp.class);
  }

  @Test
  void a_charge_carries_the_run_as_its_key() {
    FakeRunContext run = new FakeRunContext().withRunId("r1");

    shop.run("charge", Map.of("order", "o1", "amount", 9.5), run);

    assertThat(outside.notes).containsExactly("o1 9.5 r1");
  }

  @Test
  void a_report_of_an_older_attempt_is_not_written() {
    assertThat(shop.run("write_report", Map.of("name", "a"), fence(2)).succeeded()).isTrue();
    assertThat(shop.run("write_report", Map.of("name", "a"), fence(1)).failure())
        .isInstanceOf(GiveUp.class);
  }

  private static FakeRunContext fence(long value) {
    return new FakeRunContext().withFence(value);
  }

  /** Writes down what it is told. */
  private static final class Notebook implements Shop.Outside {
    private final List<String> notes = new ArrayList<>();
    private boolean isMailBusy;
    private long highestFence;

    @Override
    public List<String> invoices(String customer, LocalDate day) {
      return List.of("INV-1", "INV-2");
    }

    @Override
    public boolean isMailBusy() {
      return isMailBusy;
    }

    @Override
    public void mail(String invoice, Shop.Format format) {
      notes.add(invoice + " " + format);
    }

    @Override
    public void charge(String order, BigDecimal amount, String key) {
      notes.add(order + " " + amount + " " + key);
    }

    @Override
    public boolean replaceReport(String name, String text, long fence) {
      boolean isNewer = fence >= highestFence;
      highestFence = Math.max(fence, highestFence);
      return isNewer;
    }
  }
}
