package io.schedulezero.faults;

import io.schedulezero.faults.Script.Step;
import io.schedulezero.faults.ScriptedServer.Heard;
import io.schedulezero.wire.Header;
import io.schedulezero.wire.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plays the server of a {@link Script} to one worker. One thread. */
final class Dialogue {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long SOON = 10_000;
  private static final long UNTIL_IT_HAS_STARTED = 60_000;
  private static final long FIRST_SESSION = 0xA1;

  /** What a message has unless the script says otherwise. */
  private static final Map<Kind, String> DEFAULTS =
      Map.of(
          Kind.WELCOME,
          "{\"server\":\"script\",\"epoch\":1,\"minor\":0,\"hbMs\":1000,\"leaseMs\":5000,"
              + "\"limits\":{\"body\":65536,\"payload\":262144,\"logWindow\":262144,"
              + "\"progressMs\":250},\"drain\":false}",
          Kind.RUN,
          "{\"attempt\":1,\"fireTime\":\"2026-11-21T09:00:00Z\",\"leaseMs\":5000,\"prio\":5}",
          Kind.HEARTBEAT_OK,
          "{\"drain\":false}",
          Kind.CANCEL,
          "{\"mode\":\"soft\",\"graceMs\":1000,\"reason\":\"script\"}",
          Kind.DRAIN,
          "{\"reason\":\"script\"}",
          Kind.SERVER_ERROR,
          "{\"msg\":\"script\"}");

  private final ScriptedServer server;
  private final Program worker;
  private final List<String> transcript = new ArrayList<>();
  private final List<Heard> passedOver = new ArrayList<>();
  private final Map<String, JsonNode> saved = new HashMap<>();
  private final Fit fit = new Fit(saved);
  private @Nullable String peer;
  private long session = FIRST_SESSION - 1;
  private long seq;
  private boolean mute;
  private boolean draining;

  private Dialogue(ScriptedServer server, Program worker) {
    this.server = server;
    this.worker = worker;
  }

  /**
   * Plays all steps.
   *
   * @throws AssertionError if the worker does something else
   */
  static void play(Script script, ScriptedServer server, Program worker) throws Exception {
    Dialogue dialogue = new Dialogue(server, worker);
    for (Step step : script.steps()) {
      try {
        dialogue.play(step);
      } catch (AssertionError wrong) {
        throw new AssertionError(
            "%s, %s%n%s%n%s%n%s"
                .formatted(
                    script.name(),
                    step,
                    wrong.getMessage(),
                    String.join("\n", dialogue.transcript),
                    worker.output()),
            wrong);
      }
    }
  }

  private void play(Step step) throws IOException, InterruptedException {
    switch (step.verb()) {
      case EXPECT -> expect(step);
      case NONE -> none(step);
      case SEND -> send(step);
      case FRAMES -> sendFrames(step);
      case WAIT -> hearFor(Duration.ofMillis(step.value().asLong()));
      case CUT -> server.cut();
      case MUTE -> mute = step.value().asBoolean();
      case TERMINATE -> worker.terminate();
      case ENDS -> worker.awaitEnd(step.within(SOON));
    }
  }

  private void expect(Step step) {
    long time = peer == null ? UNTIL_IT_HAS_STARTED : SOON;
    Heard found = find(step, time);
    if (found == null) {
      throw new AssertionError("It did not come within " + step.within(time));
    }
    step.object()
        .path("save")
        .properties()
        .forEach(each -> saved.put(each.getKey(), found.body().path(each.getValue().asString())));
  }

  private void none(Step step) {
    Heard found = find(step, 1_000);
    if (found != null) {
      throw new AssertionError("It came: " + found);
    }
  }

  /** The first message that fits, of those that were passed over or come in time. */
  private @Nullable Heard find(Step step, long otherwiseMillis) {
    for (Iterator<Heard> earlier = passedOver.iterator(); earlier.hasNext(); ) {
      Heard heard = earlier.next();
      if (fits(step, heard)) {
        earlier.remove();
        return heard;
      }
    }
    long deadline = System.nanoTime() + step.within(otherwiseMillis).toNanos();
    for (long left = 1; left > 0; left = deadline - System.nanoTime()) {
      Heard heard = hear(Duration.ofNanos(deadline - System.nanoTime()));
      if (heard != null && fits(step, heard)) {
        return heard;
      }
      if (heard != null) {
        passOver(heard);
      }
    }
    return null;
  }

  private boolean fits(Step step, Heard heard) {
    return heard.kind().name().equals(step.value().asString())
        && (!step.object().path("retransmit").asBoolean(false) || heard.header().isRetransmitted())
        && fit.fits(
            step.object().path("body").isMissingNode()
                ? JSON.createObjectNode()
                : step.object().get("body"),
            heard.body());
  }

  private @Nullable Heard hear(Duration time) {
    Heard heard = server.receive(time);
    if (heard == null) {
      return null;
    }
    transcript.add("<- " + heard);
    if (heard.kind() == Kind.READY) {
      if (heard.peer().equals(peer)) {
        throw new AssertionError("READY came over a connection that had one: " + heard);
      }
      peer = heard.peer();
      passedOver.clear();
    } else if (heard.header().session() != session) {
      throw new AssertionError("It is of another session: " + heard.header());
    }
    return heard;
  }

  private void passOver(Heard heard) {
    if (heard.kind() != Kind.HEARTBEAT) {
      passedOver.add(heard);
    } else if (!mute) {
      ObjectNode body = defaults(Kind.HEARTBEAT_OK);
      body.set("n", heard.body().get("n"));
      body.put("drain", draining);
      send(Kind.HEARTBEAT_OK, body, null, 0);
    }
  }

  private void hearFor(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    for (long left = 1; left > 0; left = deadline - System.nanoTime()) {
      Heard heard = hear(Duration.ofNanos(deadline - System.nanoTime()));
      if (heard != null) {
        passOver(heard);
      }
    }
  }

  private static ObjectNode defaults(Kind kind) {
    return (ObjectNode) JSON.readTree(DEFAULTS.getOrDefault(kind, "{}"));
  }

  private void send(Step step) {
    Kind kind = Kind.valueOf(step.value().asString());
    if (kind == Kind.WELCOME) {
      session++;
      seq = 0;
    }
    draining |= kind == Kind.DRAIN;
    ObjectNode body = defaults(kind);
    merge(body, step.object().path("body"));
    String payload = step.object().path("payload").asString(null);
    if (kind == Kind.RUN && payload == null && !body.has("args")) {
      body.putObject("args");
    }
    send(kind, body, payload, step.object().path("flags").asInt(0));
  }

  private void merge(ObjectNode into, JsonNode from) {
    for (Map.Entry<String, JsonNode> each : from.properties()) {
      JsonNode value = each.getValue();
      if (value.isString() && value.asString().startsWith("$")) {
        into.set(each.getKey(), saved.get(value.asString().substring(1)));
      } else if (value.isObject() && into.path(each.getKey()) instanceof ObjectNode inner) {
        merge(inner, value);
      } else {
        into.set(each.getKey(), value);
      }
    }
  }

  private void send(Kind kind, ObjectNode body, @Nullable String payload, int flags) {
    transcript.add("-> " + kind + " " + body);
    byte[] bytes = payload == null ? null : payload.getBytes(StandardCharsets.UTF_8);
    int all = flags | (bytes == null ? 0 : Header.HAS_PAYLOAD);
    byte[] header = ScriptedServer.header(kind.type(), all, session, ++seq);
    if (bytes == null) {
      sendTo(header, json(body));
    } else {
      body.put("ct", "application/json").put("len", bytes.length);
      sendTo(header, json(body), bytes);
    }
  }

  private static byte[] json(JsonNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Frames in hexadecimal digits; a header without a session gets the one there is. */
  private void sendFrames(Step step) {
    transcript.add("-> " + step.value());
    byte[][] frames =
        step.value()
            .valueStream()
            .map(frame -> frame.asString().replace("SESSION", HexFormat.of().toHexDigits(session)))
            .map(frame -> HexFormat.of().parseHex(frame))
            .toArray(byte[][]::new);
    sendTo(frames);
  }

  private void sendTo(byte[]... frames) {
    if (peer == null) {
      throw new AssertionError("No worker has connected yet");
    }
    server.send(peer, frames);
  }
}
