package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Journal.Claimed;
import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.journal.Journal.Waiting;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can be done between begin and commit. Each call sees what the calls before it did. Used on
 * the journal's thread only; may block. Beyond {@link #write} and {@link #flush}, what {@code
 * Journal} says about the method of the same name holds.
 */
interface Transaction {
  /** Returns the receipt, which may be asked for once the transaction is committed. */
  Supplier<Receipt> write(List<Change> changes);

  /** Carries out what {@link #write} only took note of. */
  void flush();

  Claimed claim(String lane, Instant until, int size);

  Optional<Run> take(RunId id);

  List<Waiting> waiting();

  List<Run> recover();

  void release();

  int purge(List<Retention> rules, Instant now, int limit);
}
