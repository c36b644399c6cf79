package io.schedulezero.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** When a schedule fires: one of four ways to say it. */
final class TriggerOptions {
  @Option(
      names = "--cron",
      paramLabel = "EXPR",
      description =
          "Cron: \"0 9 * * MON-FRI\", with seconds in front if there are six fields, @daily.")
  @Nullable String cron;

  @Option(names = "--every", paramLabel = "TIME", description = "Again and again: 10s, 5m, 1h, 2d.")
  @Nullable String every;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Once: 09:00 (today), \"2026-12-01 09:00\", or with an offset.")
  @Nullable String at;

  @Option(
      names = "--trigger",
      paramLabel = "JSON",
      description = "Any trigger of the API as JSON, @FILE, or - for standard input.")
  @Nullable String trigger;

  @Option(
      names = {"--timezone", "--tz"},
      paramLabel = "ZONE",
      description = "Zone of --cron, such as Europe/Berlin; UTC unless told.")
  @Nullable String timezone;

  @Option(
      names = "--anchor",
      paramLabel = "start|completion",
      description =
          "What --every is measured from: start to start (default), or end of a run to the next start.")
  @Nullable String anchor;

  /** The trigger, if one was told. */
  Optional<ObjectNode> document(Moments moments, Inputs inputs) {
    long told = Stream.of(cron, every, at, trigger).filter(Objects::nonNull).count();
    if (told > 1) {
      throw CommandFailed.usage("Give one of --cron, --every, --at and --trigger, not several.");
    }
    refuseStray("--timezone", timezone, "--cron", cron);
    refuseStray("--anchor", anchor, "--every", every);
    if (cron != null) {
      ObjectNode node = Json.object().put("type", "cron").put("expression", cron);
      Json.putText(node, "timezone", timezone);
      return Optional.of(node);
    } else if (every != null) {
      return Optional.of(interval(Lengths.read("--every", every)));
    } else if (at != null) {
      ObjectNode node = Json.object().put("type", "date");
      Json.putText(node, "run_at", moments.readOption("--at", at));
      return Optional.of(node);
    }
    return Optional.ofNullable(trigger).map(json -> inputs.jsonObject("--trigger", json));
  }

  private static void refuseStray(
      String option, @Nullable String value, String of, @Nullable String needed) {
    if (value != null && needed == null) {
      throw CommandFailed.usage(option + " belongs to " + of + ".");
    }
  }

  private ObjectNode interval(Duration length) {
    BigDecimal seconds =
        BigDecimal.valueOf(length.getSeconds()).add(BigDecimal.valueOf(length.getNano(), 9));
    ObjectNode node =
        Json.object().put("type", "interval").put("seconds", seconds.stripTrailingZeros());
    Json.putText(node, "anchor", anchor);
    return node;
  }
}
