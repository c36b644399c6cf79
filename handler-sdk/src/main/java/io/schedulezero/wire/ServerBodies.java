package io.schedulezero.wire;

import io.schedulezero.wire.FromServer.Bye;
import io.schedulezero.wire.FromServer.Cancel;
import io.schedulezero.wire.FromServer.Drain;
import io.schedulezero.wire.FromServer.HeartbeatOk;
import io.schedulezero.wire.FromServer.Limits;
import io.schedulezero.wire.FromServer.LogAck;
import io.schedulezero.wire.FromServer.Notice;
import io.schedulezero.wire.FromServer.ResultAck;
import io.schedulezero.wire.FromServer.Resumed;
import io.schedulezero.wire.FromServer.Run;
import io.schedulezero.wire.FromServer.Welcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of what a server says, both ways. */
final class ServerBodies {
  /** Which of the two a SERVER_ACK answers. */
  private enum Of {
    RESULT,
    LOG
  }

  /** Where {@code args} stand in a body. */
  private static final int DEPTH_OF_ARGS = 2;

  private ServerBodies() {}

  static Welcome welcome(Body in) {
    return new Welcome(
        in.text("server"),
        in.number("epoch"),
        in.integer("minor"),
        in.number("hbMs"),
        in.number("leaseMs"),
        limits(in.object("limits")),
        in.objects("resume", ServerBodies::resumed),
        in.flag("drain"));
  }

  private static Limits limits(Body in) {
    return new Limits(
        in.integer("body"), in.integer("payload"), in.number("logWindow"), in.number("progressMs"));
  }

  private static Resumed resumed(Body in) {
    return new Resumed(
        in.text("run"), in.number("fence"), in.word(Resumed.Verdict.class, "verdict"));
  }

  static void write(Welcome welcome, BodyWriter out) {
    out.text("server", welcome.server())
        .number("epoch", welcome.epoch())
        .number("minor", welcome.minor())
        .number("hbMs", welcome.hbMs())
        .number("leaseMs", welcome.leaseMs())
        .object("limits", inner -> write(welcome.limits(), inner))
        .objects("resume", welcome.resume(), ServerBodies::write)
        .flag("drain", welcome.drain());
  }

  private static void write(Limits limits, BodyWriter out) {
    out.number("body", limits.body())
        .number("payload", limits.payload())
        .number("logWindow", limits.logWindow())
        .number("progressMs", limits.progressMs());
  }

  private static void write(Resumed resumed, BodyWriter out) {
    out.text("run", resumed.run())
        .number("fence", resumed.fence())
        .word("verdict", resumed.verdict());
  }

  static HeartbeatOk heartbeatOk(Body in) {
    return new HeartbeatOk(
        in.number("n"), in.rows("runs", 3, ServerBodies::notice), in.flag("drain"));
  }

  private static Notice notice(List<?> row) {
    return new Notice(
        Body.text("runs[][0]", row.get(0)),
        Body.number("runs[][1]", row.get(1)),
        Body.choice(Notice.Word.class, Words::lower, "runs[][2]", row.get(2)));
  }

  static void write(HeartbeatOk ok, BodyWriter out) {
    out.number("n", ok.n())
        .rows(
            "runs",
            ok.runs(),
            (notice, row) -> {
              row.writeString(notice.run());
              row.writeNumber(notice.fence());
              row.writeString(Words.lower(notice.word()));
            })
        .flag("drain", ok.drain());
  }

  static Run run(Body in, @Nullable Payload payload) {
    return new Run(
        in.text("run"),
        in.integer("attempt"),
        in.number("fence"),
        in.text("handler"),
        in.textOrNull("schedule"),
        in.instant("fireTime"),
        in.textOrNull("key"),
        in.number("leaseMs"),
        in.numberOrNull("timeoutMs"),
        in.integer("prio"),
        in.textOrNull("trace"),
        in.rawOrNull("args"),
        payload);
  }

  static void write(Run run, BodyWriter out) {
    if (run.args() != null) {
      JsonReader.read("args", run.args(), DEPTH_OF_ARGS);
    }
    out.text("run", run.run())
        .number("attempt", run.attempt())
        .number("fence", run.fence())
        .text("handler", run.handler())
        .text("schedule", run.schedule())
        .text("fireTime", run.fireTime().toString())
        .text("key", run.key())
        .number("leaseMs", run.leaseMs())
        .number("timeoutMs", run.timeoutMs())
        .number("prio", run.prio())
        .text("trace", run.trace())
        .raw("args", run.args());
  }

  static Cancel cancel(Body in) {
    return new Cancel(
        in.text("run"),
        in.number("fence"),
        in.word(Cancel.Mode.class, "mode"),
        in.number("graceMs"),
        in.text("reason"));
  }

  static void write(Cancel cancel, BodyWriter out) {
    out.text("run", cancel.run())
        .number("fence", cancel.fence())
        .word("mode", cancel.mode())
        .number("graceMs", cancel.graceMs())
        .text("reason", cancel.reason());
  }

  static FromServer ack(Body in) {
    return switch (in.code(Of.class, "of")) {
      case RESULT ->
          new ResultAck(
              in.text("run"), in.number("fence"), in.word(ResultAck.Status.class, "status"));
      case LOG ->
          new LogAck(in.text("run"), in.number("fence"), in.number("upTo"), in.number("window"));
    };
  }

  static void writeAck(Message ack, BodyWriter out) {
    if (ack instanceof LogAck log) {
      out.code("of", Of.LOG)
          .text("run", log.run())
          .number("fence", log.fence())
          .number("upTo", log.upTo())
          .number("window", log.window());
    } else {
      ResultAck result = (ResultAck) ack;
      out.code("of", Of.RESULT)
          .text("run", result.run())
          .number("fence", result.fence())
          .word("status", result.status());
    }
  }

  static Drain drain(Body in) {
    return new Drain(in.number("deadlineMs"), in.text("reason"));
  }

  static void write(Drain drain, BodyWriter out) {
    out.number("deadlineMs", drain.deadlineMs()).text("reason", drain.reason());
  }

  static Bye bye(Body in) {
    return new Bye(in.code(ErrorCode.class, "code"), in.numberOrNull("retryInMs"));
  }

  static void write(Bye bye, BodyWriter out) {
    out.code("code", bye.code()).number("retryInMs", bye.retryInMs());
  }
}
