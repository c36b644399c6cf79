package io.schedulezero.cli;

import io.schedulezero.cli.Table.Cell;
import io.schedulezero.cli.Table.Column;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.trigger.FireTimes;
import io.schedulezero.trigger.InvalidTrigger;
import io.schedulezero.trigger.Nominal;
import io.schedulezero.trigger.Preview;
import io.schedulezero.trigger.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "preview",
    description = "Show when a cron expression fires. It needs no server.",
    footer = {
      "",
      "Examples:",
      "  sz preview \"0 9 * * MON-FRI\" --tz Europe/Berlin",
      "  sz preview \"*/30 2 * * *\" --tz America/New_York --from 2026-11-01",
      "  sz preview @monthly --count 24 -o json"
    })
final class PreviewCommand extends SzCommand {
  private static final int MOST = 1_000;

  @Parameters(
      paramLabel = "CRON",
      description = "Five fields, six with seconds in front, or @daily and friends.")
  String cron = "";

  @Option(
      names = {"--tz", "--timezone"},
      paramLabel = "ZONE",
      description = "Zone of the expression; UTC unless told.")
  String zone = "UTC";

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "How many fires, 1 to 1000 (default 10).")
  int count = 10;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Fires at or after; now unless told.")
  @Nullable String from;

  @Override
  ExitCode run() {
    if (count < 1 || count > MOST) {
      throw CommandFailed.usage("--count must be 1 to " + MOST + ", not " + count);
    }
    Instant told = moments().readOption("--from", from);
    Instant start = (told == null ? terminal().clock().instant() : told).minusMillis(1);
    Trigger trigger = new Trigger.Cron(cron, zone(), Dst.DEFAULT);
    try {
      FireTimes times = FireTimes.of(new ScheduleId("preview"), trigger, Policies.DEFAULT, start);
      show(Preview.next(times, start, null, count), Words.describe(trigger));
    } catch (InvalidTrigger e) {
      throw CommandFailed.usage(Text.oneLine(String.valueOf(e.getMessage())));
    }
    return ExitCode.OK;
  }

  private void show(List<Nominal> fires, String words) {
    printer()
        .answer(
            () -> document(fires, words),
            () -> {
              printer().line(words);
              printer().line("");
              print(fires);
            });
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      List<String> known = List.copyOf(ZoneId.getAvailableZoneIds());
      throw CommandFailed.usage(
          "--tz \"" + Text.oneLine(zone) + "\" is no time zone." + Nearest.question(zone, known));
    }
  }

  /** What {@code POST /api/triggers/preview} answers; a cron expression alone skips no fire. */
  private static ObjectNode document(List<Nominal> fires, String words) {
    ObjectNode document = Json.object();
    fires.forEach(fire -> document.withArray("fire_times").add(fire.time().toString()));
    document.putArray("skipped");
    return document.put("description", words);
  }

  /** In the zone of the expression, and in that of the person if it is another one. */
  private void print(List<Nominal> fires) {
    Moments there = new Moments(zone(), terminal().clock());
    Moments here = moments();
    boolean same = there.zone().normalized().equals(here.zone().normalized());
    Table table =
        new Table(
            Column.whole("TIME IN " + there.zoneName()),
            Column.optional("TIME IN " + here.zoneName()),
            Column.optional("WHEN"));
    for (Nominal fire : fires) {
      table.row(
          Cell.of(there.precise(fire.time())),
          Cell.of(same ? "" : here.precise(fire.time())),
          Cell.of(there.relative(fire.time())));
    }
    printer().table(table, "It does not fire.");
  }
}
