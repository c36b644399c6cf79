package io.schedulezero.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes what a transaction added to the totals, a row for each minute, handler and state. */
final class TotalsWrites {
  private final HandlerIds handlers;
  private final Batch totals;
  private final Batch finished;

  TotalsWrites(Statements statements, HandlerIds handlers) throws SQLException {
    this.handlers = handlers;
    totals =
        statements.batch(
            "INSERT INTO totals (minute, handler, state, runs, wait_millis, run_millis)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (minute, handler, state) DO UPDATE SET"
                + " runs = totals.runs + excluded.runs,"
                + " wait_millis = totals.wait_millis + excluded.wait_millis,"
                + " run_millis = totals.run_millis + excluded.run_millis");
    finished =
        statements.batch(
            "INSERT INTO finished (handler, state, runs) VALUES (?, ?, ?)"
                + " ON CONFLICT (handler, state) DO UPDATE"
                + " SET runs = finished.runs + excluded.runs");
  }

  void flush(FinishedTotals sums) throws SQLException {
    List<FinishedTotals.Key> keys = new ArrayList<>();
    List<FinishedTotals.Sum> values = new ArrayList<>();
    sums.drain(
        (key, sum) -> {
          keys.add(key);
          values.add(sum);
        });
    for (int i = 0; i < keys.size(); i++) {
      bind(keys.get(i), values.get(i));
    }
    totals.execute();
    finished.execute();
  }

  private void bind(FinishedTotals.Key key, FinishedTotals.Sum sum) throws SQLException {
    long handler = handlers.of(key.handler());
    int state = Codes.of(key.state());
    totals
        .bind(key.minute())
        .bind(handler)
        .bind(state)
        .bind(sum.count)
        .bind(sum.waitMillis)
        .bind(sum.runMillis)
        .add();
    finished.bind(handler).bind(state).bind(sum.count).add();
  }
}
