package io.schedulezero.bench;

import io.schedulezero.bench.Results.Row;
import io.schedulezero.bench.Results.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code bench/run} starts. */
public final class Bench {
  private final Options options;
  private final Path target;
  private final Rig rig;

  private Bench(Options options, Path target) {
    this.options = options;
    this.target = target;
    this.rig = new Rig(options, target);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(help());
      return;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new Bench(options, Path.of(System.getProperty(Child.ROOT, "."), "bench", "target")).run();
  }

  private static String help() {
    StringBuilder text = new StringBuilder(Options.HELP).append("\nworkloads:\n");
    Workload.ALL.forEach(w -> text.append("  %-12s %s%n".formatted(w.name(), w.what())));
    text.append("\ncontestants, and what of them survives a crash of the machine:\n");
    Contestant.ALL.forEach(c -> text.append("  %-24s %s%n".formatted(c.name(), c.durability())));
    return text.toString();
  }

  private void run() throws IOException, InterruptedException {
    Path results = Files.createDirectories(target.resolve("results"));
    Machine machine = Machine.describe(results);
    String when = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    StringBuilder text = new StringBuilder(when + "  " + machine.line() + "\n");
    System.out.print(text);
    List<Section> sections = new ArrayList<>();
    for (Workload workload : options.workloads()) {
      Section section = measure(workload);
      if (!section.rows().isEmpty()) {
        sections.add(section);
        text.append(Table.of(section));
        System.out.print(Table.of(section));
      }
    }
    String name = when.replace(":", "");
    Files.writeString(results.resolve(name + ".txt"), text);
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Path file = results.resolve(name + ".json");
    Files.writeString(file, json.writeValueAsString(new Results(when, machine, sections)));
    System.out.println("\nwritten to " + results.resolve(name) + ".txt and .json");
  }

  /** Round by round, so that a change of the machine meets all contestants alike. */
  private Section measure(Workload workload) throws InterruptedException {
    List<Row> rows = new ArrayList<>();
    Contestant.ALL.stream()
        .filter(options::wants)
        .filter(contestant -> workload.kinds().contains(contestant.kind()))
        .forEach(c -> rows.add(new Row(c.name(), c.durability(), new ArrayList<>(), "")));
    for (int round = 0; round < options.scale().rounds(); round++) {
      for (int i = 0; i < rows.size(); i++) {
        rows.set(i, oneMore(workload, rows.get(i)));
      }
    }
    return new Section(workload.name(), workload.what(), workload.headline(), rows);
  }

  private Row oneMore(Workload workload, Row row) throws InterruptedException {
    if (!row.failure().isEmpty()) {
      return row;
    }
    try {
      Map<String, Double> figures = rig.measure(workload, Contestant.named(row.contestant()));
      List<Map<String, Double>> rounds = new ArrayList<>(row.rounds());
      rounds.add(figures);
      return new Row(row.contestant(), row.durability(), rounds, "");
    } catch (IOException e) {
      return new Row(
          row.contestant(), row.durability(), row.rounds(), String.valueOf(e.getMessage()));
    }
  }
}
