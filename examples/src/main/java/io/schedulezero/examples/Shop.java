package io.schedulezero.examples;

import io.schedulezero.handler.Arg;
import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.Retry;
import io.schedulezero.handler.RetryLater;
import io.schedulezero.handler.RunContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Handlers of a shop: each shows what one can ask for. */
final class Shop {
  private final Outside outside;

  Shop(Outside outside) {
    this.outside = outside;
  }

  enum Format {
    PDF,
    CSV
  }

  /** What the handlers talk to. */
  interface Outside {
    List<String> invoices(String customer, LocalDate day);

    boolean isMailBusy();

    void mail(String invoice, Format format);

    void charge(String order, BigDecimal amount, String key);

    boolean replaceReport(String name, String text, long fence);
  }

  // region send
  @Handler(
      description = "Mails the invoices of a day.",
      timeout = "10m",
      retry = @Retry(maxAttempts = 5, delay = "10s"),
      tags = "billing")
  int sendInvoices(
      @Arg(description = "Whose invoices") String customer,
      @Arg(defaultValue = "PDF") Format format,
      Optional<LocalDate> day,
      RunContext run) {
    LocalDate of = day.orElseGet(() -> LocalDate.ofInstant(run.fireTime(), ZoneOffset.UTC));
    List<String> invoices = outside.invoices(customer, of);
    for (int i = 0; i < invoices.size(); i++) {
      run.throwIfCancelled();
      outside.mail(invoices.get(i), format);
      run.progress((i + 1.0) / invoices.size(), invoices.get(i));
    }
    run.logger().info("{} invoices of {}", invoices.size(), of);
    return invoices.size();
  }

  // endregion

  // region remind
  @Handler
  void remind(String invoice) {
    if (!invoice.startsWith("INV-")) {
      throw new GiveUp(invoice + " is no invoice");
    }
    if (outside.isMailBusy()) {
      throw new RetryLater(Duration.ofMinutes(1), "The mail server is busy");
    }
    outside.mail(invoice, Format.PDF);
  }

  // endregion

  // region charge
  @Handler(delivery = Delivery.AT_MOST_ONCE)
  void charge(String order, BigDecimal amount, RunContext run) {
    outside.charge(order, amount, run.runId());
  }

  // endregion

  // region report
  @Handler
  void writeReport(String name, RunContext run) {
    String text = "Report of " + run.fireTime();
    if (!outside.replaceReport(name, text, run.fence())) {
      throw new GiveUp("A later attempt has written " + name);
    }
  }
  // endregion
}
