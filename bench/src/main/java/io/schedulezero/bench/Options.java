package io.schedulezero.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line.
 *
 * @param peers only these, or all if empty
 */
record Options(
    List<Workload> workloads,
    List<String> peers,
    Scale scale,
    boolean quick,
    boolean profile,
    Optional<String> postgresql) {
  static final String HELP =
      """
      usage: bench/run [WORKLOAD…] [options]

        --peers A,B,…      only these contestants
        --quick            one round, shorter
        --rounds N         fresh JVMs for each figure; the median is shown (3)
        --jobs N           jobs in w1 (20000)
        --postgresql URL   a JDBC address; adds db-scheduler on PostgreSQL
        --profile          writes a JFR recording of each JVM to bench/target/logs
        --help             this text
      """;

  static Options parse(String[] args) {
    List<Workload> workloads = new ArrayList<>();
    List<String> peers = List.of();
    Optional<String> postgresql = Optional.empty();
    List<String> words = List.of(args);
    boolean quick = words.contains("--quick");
    Scale scale = quick ? Scale.QUICK : Scale.FULL;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick", "--profile" -> {}
        case "--peers" -> peers = contestants(value(args, ++i));
        case "--rounds" -> scale = scale.withRounds(number(args, ++i));
        case "--jobs" -> scale = scale.withJobs(number(args, ++i));
        case "--postgresql" -> postgresql = Optional.of(value(args, ++i));
        default -> workloads.add(workload(args[i]));
      }
    }
    return new Options(
        workloads.isEmpty() ? Workload.ALL : workloads,
        peers,
        scale,
        quick,
        words.contains("--profile"),
        postgresql);
  }

  boolean wants(Contestant contestant) {
    return peers.isEmpty()
        ? postgresql.isPresent() || !contestant.name().endsWith("-postgresql")
        : peers.contains(contestant.name());
  }

  /** What the child JVMs must know of it. */
  Map<String, String> childProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(Child.QUICK, Boolean.toString(quick));
    properties.put(Child.JOBS, Integer.toString(scale.jobs()));
    properties.put(Child.ROOT, System.getProperty(Child.ROOT, "."));
    postgresql.ifPresent(url -> properties.put(Contestant.POSTGRESQL, url));
    return properties;
  }

  private static Workload workload(String name) {
    return Workload.ALL.stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, Workload.ALL.stream().map(Workload::name).toList()));
  }

  private static List<String> contestants(String names) {
    List<String> known = Contestant.ALL.stream().map(Contestant::name).toList();
    List<String> wanted = List.of(names.split(",", -1));
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw unknown(name, known);
      }
    }
    return wanted;
  }

  private static String value(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException(args[index - 1] + " needs a value");
    }
    return args[index];
  }

  private static int number(String[] args, int index) {
    String value = value(args, index);
    if (!value.matches("[1-9]\\d{0,7}")) {
      throw new IllegalArgumentException(
          args[index - 1] + " needs a number above zero, not " + value);
    }
    return Integer.parseInt(value);
  }

  private static IllegalArgumentException unknown(String name, List<String> known) {
    return new IllegalArgumentException(
        "unknown: " + name + "; known are " + String.join(", ", known));
  }
}
