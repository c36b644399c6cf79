package io.schedulezero.store;

import io.schedulezero.journal.Receipt;
import io.schedulezero.run.RunId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Becomes a receipt when the changes are written. */
final class GrowingReceipt implements Supplier<Receipt> {
  private Map<Integer, RunId> taken = Map.of();

  void taken(int position, RunId before) {
    if (taken.isEmpty()) {
      taken = new HashMap<>();
    }
    taken.put(position, before);
  }

  @Override
  public Receipt get() {
    return taken.isEmpty() ? Receipt.ALL_NEW : new Receipt(taken);
  }
}
