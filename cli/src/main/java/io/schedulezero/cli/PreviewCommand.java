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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
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
    ZoneId wanted = zone();
    List<Nominal> fires = fires(wanted, start);
    printer().answer(() -> document(fires), () -> print(fires, wanted));
    return ExitCode.OK;
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

  private List<Nominal> fires(ZoneId wanted, Instant start) {
    Trigger trigger = new Trigger.Cron(cron, wanted, Dst.DEFAULT);
    try {
      FireTimes times = FireTimes.of(new ScheduleId("preview"), trigger, Policies.DEFAULT, start);
      return Preview.next(times, start, null, count);
    } catch (InvalidTrigger e) {
      throw CommandFailed.usage(Text.oneLine(String.valueOf(e.getMessage())));
    }
  }

  private ObjectNode document(List<Nominal> fires) {
    ObjectNode document = Json.object();
    document.putArray("fire_times");
    document.putArray("skipped");
    for (Nominal fire : fires) {
      if (fire.skip() == null) {
        document.withArray("fire_times").add(fire.time().toString());
      } else {
        document
            .withArray("skipped")
            .addObject()
            .put("time", fire.time().toString())
            .put("skipped", why(fire));
      }
    }
    return document;
  }

  private void print(List<Nominal> fires, ZoneId wanted) {
    Moments there = new Moments(wanted, terminal().clock());
    Moments here = moments();
    boolean elsewhere = !wanted.equals(here.zone());
    Column zoned = Column.whole("TIME IN " + wanted);
    Column when = Column.optional("WHEN");
    Column note = Column.elastic("NOTE");
    Table table =
        elsewhere
            ? new Table(zoned, Column.optional("TIME IN " + here.zone()), when, note)
            : new Table(zoned, when, note);
    for (Nominal fire : fires) {
      Cell time = Cell.of(there.precise(fire.time()));
      Cell relative = Cell.of(there.relative(fire.time()));
      Cell why = Cell.of(why(fire));
      if (elsewhere) {
        table.row(time, Cell.of(here.precise(fire.time())), relative, why);
      } else {
        table.row(time, relative, why);
      }
    }
    printer().table(table, "It does not fire.");
  }

  private static String why(Nominal fire) {
    return fire.skip() == null ? "" : "skipped: " + fire.skip().name().toLowerCase(Locale.ROOT);
  }
}
