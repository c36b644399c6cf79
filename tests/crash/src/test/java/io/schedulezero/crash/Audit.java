package io.schedulezero.crash;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is left of a crash test, held against what was asked and acknowledged. */
record Audit(Data data, Executions executions, List<Breach> breaches) {
  /** Reads everything and compares. */
  static Audit of(Home home, Evidence evidence, Stop stop) throws IOException, SQLException {
    Data data = Data.read(home.database());
    Executions executions = Executions.read(home.executions());
    List<Breach> breaches = new ArrayList<>(evidence.breaches());
    data.flaws().forEach(flaw -> breaches.add(new Breach("the data file", flaw)));
    breaches.addAll(new RunAudit(evidence, data, executions).breaches());
    breaches.addAll(new ScheduleAudit(evidence, data, stop).breaches());
    return new Audit(data, executions, breaches);
  }

  boolean isClean() {
    return breaches.isEmpty();
  }
}
