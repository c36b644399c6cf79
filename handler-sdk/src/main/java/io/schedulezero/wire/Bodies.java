package io.schedulezero.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which body belongs to which kind of message. */
final class Bodies {
  static final String CONTENT_TYPE = "ct";
  static final String LENGTH = "len";

  private Bodies() {}

  static Message read(Kind kind, Body body, @Nullable Payload payload) {
    if (payload != null && !kind.mayHavePayload()) {
      throw new IllegalArgumentException("a " + kind + " has no payload");
    }
    return switch (kind) {
      case READY -> WorkerBodies.ready(body, payload);
      case HEARTBEAT -> WorkerBodies.heartbeat(body);
      case WORKER_ACK -> WorkerBodies.ack(body);
      case PROGRESS -> WorkerBodies.progress(body);
      case LOG -> WorkerBodies.log(body, payload);
      case RESULT -> WorkerBodies.result(body, payload);
      case WORKER_BYE -> WorkerBodies.bye(body);
      case WORKER_ERROR -> new FromWorker.ProtocolError(error(body));
      case WELCOME -> ServerBodies.welcome(body);
      case HEARTBEAT_OK -> ServerBodies.heartbeatOk(body);
      case RUN -> ServerBodies.run(body, payload);
      case CANCEL -> ServerBodies.cancel(body);
      case SERVER_ACK -> ServerBodies.ack(body);
      case DRAIN -> ServerBodies.drain(body);
      case SERVER_BYE -> ServerBodies.bye(body);
      case SERVER_ERROR -> new FromServer.ProtocolError(error(body));
    };
  }

  static String write(Message message) {
    return BodyWriter.write(
        out -> {
          write(message, out);
          Payload payload = message.payload();
          if (payload != null) {
            out.text(CONTENT_TYPE, payload.contentType()).number(LENGTH, payload.bytes().length);
          }
        });
  }

  private static void write(Message message, BodyWriter out) {
    switch (message.kind()) {
      case READY -> WorkerBodies.write((FromWorker.Ready) message, out);
      case HEARTBEAT -> WorkerBodies.write((FromWorker.Heartbeat) message, out);
      case WORKER_ACK -> WorkerBodies.write((FromWorker.Ack) message, out);
      case PROGRESS -> WorkerBodies.write((FromWorker.Progress) message, out);
      case LOG -> WorkerBodies.write((FromWorker.Log) message, out);
      case RESULT -> WorkerBodies.write((FromWorker.Result) message, out);
      case WORKER_BYE -> WorkerBodies.write((FromWorker.Bye) message, out);
      case WORKER_ERROR -> write(((FromWorker.ProtocolError) message).error(), out);
      case WELCOME -> ServerBodies.write((FromServer.Welcome) message, out);
      case HEARTBEAT_OK -> ServerBodies.write((FromServer.HeartbeatOk) message, out);
      case RUN -> ServerBodies.write((FromServer.Run) message, out);
      case CANCEL -> ServerBodies.write((FromServer.Cancel) message, out);
      case SERVER_ACK -> ServerBodies.writeAck(message, out);
      case DRAIN -> ServerBodies.write((FromServer.Drain) message, out);
      case SERVER_BYE -> ServerBodies.write((FromServer.Bye) message, out);
      case SERVER_ERROR -> write(((FromServer.ProtocolError) message).error(), out);
    }
  }

  private static ErrorReport error(Body in) {
    ErrorCode code = in.code(ErrorCode.class, "code");
    return new ErrorReport(
        code,
        in.text("msg"),
        in.objectOrNull("ref", ref -> new ErrorReport.Ref(ref.integer("type"), ref.number("seq"))),
        in.flag("fatal"),
        in.numberOrNull("retryInMs"),
        code == ErrorCode.BAD_VERSION ? versions(in) : null);
  }

  private static void write(ErrorReport error, BodyWriter out) {
    out.code("code", error.code())
        .text("msg", error.msg())
        .object(
            "ref",
            error.ref(),
            (ref, inner) -> inner.number("type", ref.type()).number("seq", ref.seq()))
        .flag("fatal", error.fatal())
        .number("retryInMs", error.retryInMs());
    if (error.versions() != null) {
      write(error.versions(), out);
    }
  }

  static Versions versions(Body in) {
    return new Versions(in.integer("min"), in.integer("max"));
  }

  static void write(Versions versions, BodyWriter out) {
    out.number("min", versions.min()).number("max", versions.max());
  }

  static List<Held> held(Body in, String key) {
    return in.rows(
        key,
        2,
        row ->
            new Held(Body.text(key + "[][0]", row.get(0)), Body.number(key + "[][1]", row.get(1))));
  }

  static void write(String key, List<Held> held, BodyWriter out) {
    out.rows(
        key,
        held,
        (one, row) -> {
          row.writeString(one.run());
          row.writeNumber(one.fence());
        });
  }
}
