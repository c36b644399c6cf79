package io.schedulezero.worker;

import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromServer.Limits;
import io.schedulezero.wire.FromWorker;
import io.schedulezero.wire.FromWorker.Heartbeat;
import io.schedulezero.wire.FromWorker.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What is to be said in a session: results first, then answers, heartbeats, progress, log lines.
 */
final class Speech {
  private static final int MOST_ANSWERS = 10_000;

  private final Attempts attempts;
  private final Credit credit;
  private final Logs logs;
  private final Beats beats;
  private final Load load;
  private final Deque<FromWorker> answers = new ArrayDeque<>();
  private int maxPayload = Codec.DEFAULT_MAX_PAYLOAD;
  private long progressEvery;

  Speech(Attempts attempts, Credit credit, Logs logs, Beats beats, Load load) {
    this.attempts = attempts;
    this.credit = credit;
    this.logs = logs;
    this.beats = beats;
    this.load = load;
  }

  /** What was to be answered in an earlier session is of no use. */
  void begin() {
    answers.clear();
  }

  void limits(Limits limits) {
    maxPayload = limits.payload();
    progressEvery = TimeUnit.MILLISECONDS.toNanos(limits.progressMs());
  }

  /** A server that asks without reading gets no more than so many answers later. */
  void answer(FromWorker message) {
    if (answers.size() < MOST_ANSWERS) {
      answers.add(message);
    }
  }

  /** Says what is due; false if not all of it could be said. */
  boolean speak(long now, Sender sender) {
    return results(now, sender)
        && answers(sender)
        && beat(now, sender)
        && progress(now, sender)
        && logs.send(log -> sender.send(log, false, log.fence()));
  }

  private boolean results(long now, Sender sender) {
    for (Attempt attempt : attempts.all()) {
      if (attempt.isOurs() && attempt.isFinished() && now >= attempt.sendAt) {
        FromWorker.Result result =
            Results.of(attempt, Objects.requireNonNull(attempt.ending), credit.tell(), maxPayload);
        if (!sender.send(result, attempt.wasSent, attempt.fence)) {
          return false;
        }
        attempt.sent(now);
      }
    }
    return true;
  }

  private boolean answers(Sender sender) {
    while (!answers.isEmpty()) {
      if (!sender.send(answers.getFirst(), false, 0)) {
        return false;
      }
      answers.removeFirst();
    }
    return true;
  }

  private boolean beat(long now, Sender sender) {
    if (now < beats.dueAt(credit.isNews())) {
      return true;
    }
    Heartbeat beat =
        new Heartbeat(
            beats.next(),
            credit.tell(),
            attempts.held().stream().map(Attempt::held).toList(),
            figures());
    if (!sender.send(beat, false, 0)) {
      return false;
    }
    beats.sent(now);
    return true;
  }

  private Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>(load.figures());
    figures.values().removeIf(value -> !Double.isFinite(value));
    beats.roundTripMillis().ifPresent(millis -> figures.put("rttMs", millis));
    return figures;
  }

  private boolean progress(long now, Sender sender) {
    for (Attempt attempt : attempts.all()) {
      Progress progress = attempt.isOurs() ? attempt.progress() : null;
      if (progress != null && now >= attempt.progressAt) {
        if (!sender.send(progress, false, attempt.fence)) {
          return false;
        }
        attempt.progressSent(now + progressEvery);
      }
    }
    return true;
  }

  /** When something is due next. */
  long nextWord() {
    long next = beats.dueAt(credit.isNews());
    for (Attempt attempt : attempts.all()) {
      if (attempt.isOurs()) {
        next = Math.min(next, attempt.nextWord());
      }
    }
    return next;
  }
}
