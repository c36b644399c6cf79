package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.journal.Change.SaveHandler;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.run.RunId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of handlers answers, whatever keeps its data. */
abstract class HandlerStoreContract extends StoreContract {
  private Map<String, String> all() {
    return storage.handlers().descriptions();
  }

  @Test
  void nobody_has_said_anything_at_first() {
    write(journal, aRun(1).held());

    assertThat(all()).isEmpty();
  }

  @Test
  void what_was_said_is_handed_over_and_the_last_word_counts() {
    write(journal, new SaveHandler("mail", "{}"), new SaveHandler("report", "{\"a\": 1}"));
    write(journal, new SaveHandler("mail", "{\"b\": 1}"), new SaveHandler("mail", "{\"b\": 2}"));

    assertThat(all()).isEqualTo(Map.of("mail", "{\"b\": 2}", "report", "{\"a\": 1}"));
  }

  @Test
  void what_is_said_of_a_handler_leaves_its_runs_as_they_are() {
    write(journal, aRun(1).waiting());
    write(journal, new SaveHandler("echo", "{}"));
    write(journal, aRun(2).waiting());

    assertThat(Samples.await(journal.waiting())).containsExactly(new Waiting("echo", NOON));
    assertThat(runs.find(new RunId(1))).isPresent();
    assertThat(all()).isEqualTo(Map.of("echo", "{}"));
  }
}
