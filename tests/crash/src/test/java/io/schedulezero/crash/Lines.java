package io.schedulezero.crash;

import io.schedulezero.crash.Order.Kind;
import io.schedulezero.crash.Order.Plan;
import io.schedulezero.crash.Order.Wanted;
import io.schedulezero.crash.Order.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders and answers as lines of text, for a program that listens on its standard input. */
final class Lines {
  private static final String NONE = "-";

  private Lines() {}

  static String of(Order order) {
    if (order instanceof Order.Submit submit) {
      StringBuilder line = new StringBuilder("submit");
      submit.runs().forEach(run -> line.append('\t').append(of(run)));
      return line.toString();
    }
    if (order instanceof Order.Create create) {
      return "create\t" + of(create.plan());
    }
    if (order instanceof Order.Update update) {
      return "update\t" + of(update.plan());
    }
    if (order instanceof Order.Delete delete) {
      return "delete\t" + delete.id();
    }
    if (order instanceof Order.Pause pause) {
      return "pause\t" + pause.id();
    }
    if (order instanceof Order.Resume resume) {
      return "resume\t" + resume.id();
    }
    return order instanceof Order.Look look
        ? "look\t" + look.id()
        : "watch\t" + ((Order.Watch) order).run();
  }

  private static String of(Wanted run) {
    return String.join(
        ",",
        run.handler(),
        run.tag(),
        String.valueOf(run.number()),
        orNone(run.key()),
        String.valueOf(run.delayMillis()));
  }

  private static String of(Plan plan) {
    When when = plan.when();
    return String.join(
        ",",
        plan.id(),
        plan.tag(),
        when.kind().name(),
        String.valueOf(when.millis()),
        orNone(when.startAt()),
        plan.misfire(),
        plan.overlap());
  }

  static Order order(String line) {
    List<String> words = Arrays.asList(line.split("\t", -1));
    String of = words.get(1);
    return switch (words.get(0)) {
      case "submit" ->
          new Order.Submit(words.subList(1, words.size()).stream().map(Lines::wanted).toList());
      case "create" -> new Order.Create(plan(of));
      case "update" -> new Order.Update(plan(of));
      case "delete" -> new Order.Delete(of);
      case "pause" -> new Order.Pause(of);
      case "resume" -> new Order.Resume(of);
      case "look" -> new Order.Look(of);
      case "watch" -> new Order.Watch(of);
      default -> throw new IllegalArgumentException("Not an order: " + line);
    };
  }

  private static Wanted wanted(String text) {
    String[] parts = text.split(",", -1);
    return new Wanted(
        parts[0],
        parts[1],
        Integer.parseInt(parts[2]),
        textOrNull(parts[3]),
        Integer.parseInt(parts[4]));
  }

  private static Plan plan(String text) {
    String[] parts = text.split(",", -1);
    String start = textOrNull(parts[4]);
    When when =
        new When(
            Kind.valueOf(parts[2]),
            Long.parseLong(parts[3]),
            start == null ? null : Instant.parse(start));
    return new Plan(parts[0], parts[1], when, parts[5], parts[6]);
  }

  static String of(Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      return "accepted\t" + String.join(",", accepted.ids());
    }
    if (answer instanceof Answer.Standing standing) {
      Answer.Content plan = standing.plan();
      return "standing\t"
          + (plan == null ? NONE : plan.tag() + "," + plan.paused() + "," + plan.createdAt());
    }
    return answer instanceof Answer.State state
        ? "state\t" + state.state()
        : "refused\t" + ((Answer.Refused) answer).why().replaceAll("\\s+", " ");
  }

  static Answer answer(String line) {
    String[] words = line.split("\t", 2);
    return switch (words[0]) {
      case "accepted" -> new Answer.Accepted(List.of(words[1].split(",", -1)));
      case "standing" -> new Answer.Standing(content(words[1]));
      case "state" -> new Answer.State(words[1]);
      case "refused" -> new Answer.Refused(words[1]);
      default -> throw new IllegalArgumentException("Not an answer: " + line);
    };
  }

  private static Answer.@Nullable Content content(String text) {
    if (text.equals(NONE)) {
      return null;
    }
    List<String> parts = new ArrayList<>(List.of(text.split(",", -1)));
    return new Answer.Content(
        parts.get(0), Boolean.parseBoolean(parts.get(1)), Instant.parse(parts.get(2)));
  }

  private static String orNone(@Nullable Object value) {
    return value == null ? NONE : value.toString();
  }

  private static @Nullable String textOrNull(String text) {
    return text.equals(NONE) ? null : text;
  }
}
