package io.schedulezero.store;

import io.schedulezero.run.Fire;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.sql.SQLException;
import java.util.List;

/** Finds the run that has the key or the fire of one that was not inserted. */
final class TakenRuns {
  private final Query<RunId> byKey;
  private final Query<RunId> byFire;

  TakenRuns(Statements statements) throws SQLException {
    byKey =
        statements.query(
            "SELECT id FROM runs WHERE handler = ? AND unique_key = ?",
            row -> new RunId(row.getLong(1)));
    byFire =
        statements.query(
            "SELECT id FROM runs WHERE schedule = ? AND fire_time = ?",
            row -> new RunId(row.getLong(1)));
  }

  RunId by(Run run, long handler) throws SQLException {
    if (run.spec().key() != null) {
      List<RunId> before = byKey.list(handler, run.spec().key());
      if (!before.isEmpty()) {
        return before.get(0);
      }
    }
    Fire fire = run.fire();
    if (fire != null) {
      List<RunId> before = byFire.list(fire.schedule().value(), Micros.of(fire.time()));
      if (!before.isEmpty()) {
        return before.get(0);
      }
    }
    return run.id();
  }
}
