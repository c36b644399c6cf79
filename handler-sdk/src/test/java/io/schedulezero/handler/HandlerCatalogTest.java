package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerCatalogTest {
  @SuppressWarnings("unused")
  static final class Reports {
    @Handler
    void weekly() {}

    @Handler
    void daily() {}
  }

  @SuppressWarnings("unused")
  static final class Mailer {
    @Handler
    void send() {}
  }

  @Test
  void all_handlers_of_all_objects_are_there_by_name_in_order() {
    HandlerCatalog catalog = HandlerCatalog.of(new Reports(), new Mailer());

    assertThat(catalog.all())
        .extracting(HandlerDefinition::name)
        .containsExactly("daily", "send", "weekly");
    assertThat(catalog.find("send"))
        .map(HandlerDefinition::source)
        .hasValueSatisfying(source -> assertThat(source).endsWith("Mailer.send"));
    assertThat(catalog.find("monthly")).isEmpty();
  }

  @Test
  void a_catalogue_may_be_empty_and_cannot_be_changed() {
    HandlerCatalog empty = HandlerCatalog.of(List.of());
    HandlerCatalog catalog = HandlerCatalog.of(List.of(new Mailer()));

    assertThat(empty.all()).isEmpty();
    assertThatThrownBy(() -> catalog.all().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
