package io.schedulezero.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A crash test from end to end, and its verdict. Begin reading here. */
public record CrashRun(Home home, Evidence evidence, List<Instant> kills, Stop stop, Audit audit) {
  private static final int MOST_SHOWN = 20;

  static CrashRun of(Path directory, int rounds, long seed, boolean http, Consumer<String> log)
      throws IOException, InterruptedException, SQLException, Subject.Gone {
    Home home = new Home(directory);
    Files.createDirectories(directory);
    Subject.Start program =
        http ? () -> ServerProcess.start(home) : () -> ProgramProcess.start(home);
    Rounds all = new Rounds(home, program, seed, log);
    all.run(rounds);
    Evidence evidence = all.evidence();
    return new CrashRun(
        home, evidence, all.kills(), all.stop(), Audit.of(home, evidence, all.stop()));
  }

  /** The same files as they are in another directory, looked at anew. */
  Audit auditOf(Home copy) throws IOException, SQLException {
    return Audit.of(copy, evidence, stop);
  }

  Figures figures() {
    return Figures.of(evidence, audit);
  }

  /** Every breach, and for the first few all that is known. */
  String verdict() {
    if (audit.isClean()) {
      return "audit: nothing was lost, doubled or made up\n" + figures();
    }
    StringBuilder text = new StringBuilder();
    text.append("audit: ").append(audit.breaches().size()).append(" breaches\n");
    Set<String> shown = new LinkedHashSet<>();
    for (Breach breach : audit.breaches()) {
      text.append("  ").append(breach).append('\n');
      if (shown.size() < MOST_SHOWN && shown.add(breach.of())) {
        text.append(Timeline.of(breach.of(), evidence, audit, kills));
      }
    }
    return text.append(figures())
        .append("\nThe data is kept in ")
        .append(home.directory())
        .toString();
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(arguments));
    boolean http = words.remove("--http");
    int rounds = (int) number(words, "--rounds", 50);
    long seed = number(words, "--seed", System.nanoTime() % 1_000_000);
    if (!words.isEmpty()) {
      System.err.println("usage: tests/crash/run [--rounds N] [--seed N] [--http]; not " + words);
      System.exit(2);
    }
    System.out.println("seed " + seed + (http ? ", by HTTP" : ", embedded"));
    Instant begin = Instant.now();
    Path directory = Files.createTempDirectory("crash-" + seed + "-");
    CrashRun run;
    try {
      run = of(directory, rounds, seed, http, System.out::println);
    } catch (Exception failed) {
      System.err.println("The data is kept in " + directory);
      throw failed;
    }
    System.out.println(run.verdict());
    System.out.println(
        rounds + " rounds took " + Duration.between(begin, Instant.now()).toSeconds() + " s");
    if (run.audit().isClean()) {
      run.home().delete();
    }
    System.exit(run.audit().isClean() ? 0 : 1);
  }

  private static long number(List<String> words, String flag, long otherwise) {
    int at = words.indexOf(flag);
    if (at < 0 || at + 1 == words.size()) {
      return otherwise;
    }
    words.remove(at);
    return Long.parseLong(words.remove(at));
  }
}
