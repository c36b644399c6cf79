package io.schedulezero.store;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddLogs;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Change.SaveHandler;
import io.schedulezero.journal.Receipt;
import io.schedulezero.run.LogLine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one caller asked of the journal, and the future that tells it. */
final class Request<T> {
  private static final int CHARACTERS_PER_WEIGHT = 1_024;

  private final Function<Transaction, Supplier<T>> work;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private final String what;
  private final int weight;
  private @Nullable Supplier<T> result;

  private Request(String what, int weight, Function<Transaction, Supplier<T>> work) {
    this.what = what;
    this.weight = weight;
    this.work = work;
  }

  static Request<Receipt> write(List<Change> changes) {
    List<Change> copy = List.copyOf(changes);
    int weight = 0;
    for (Change change : copy) {
      weight += weigh(change);
    }
    return new Request<>(copy.size() + " changes", weight, tx -> tx.write(copy));
  }

  static <T> Request<T> of(String what, int weight, Function<Transaction, T> work) {
    return new Request<>(
        what,
        weight,
        tx -> {
          T value = work.apply(tx);
          return () -> value;
        });
  }

  private static int weigh(Change change) {
    int characters = 0;
    if (change instanceof AddRun add) {
      return add.run().spec().size();
    } else if (change instanceof MoveRun move) {
      String result = move.run().result();
      characters = result == null ? 0 : result.length();
    } else if (change instanceof AddLogs logs) {
      for (LogLine line : logs.lines()) {
        characters += CHARACTERS_PER_WEIGHT + line.text().length();
      }
    } else if (change instanceof SaveHandler save) {
      characters = save.description().length();
    }
    return 1 + characters / CHARACTERS_PER_WEIGHT;
  }

  /** Takes part in a transaction; again in another one, if that was taken back. */
  void perform(Transaction transaction) {
    result = work.apply(transaction);
  }

  void committed() {
    Supplier<T> known = result;
    if (known == null) {
      throw new IllegalStateException("committed before it was performed: " + what);
    }
    answer.complete(known.get());
  }

  void failed(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  int weight() {
    return weight;
  }

  @Override
  public String toString() {
    return what;
  }
}
