package io.schedulezero.worker;

import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.HandlerDescription;
import io.schedulezero.handler.HandlerDescriptions;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.FromWorker.Hosted;
import io.schedulezero.wire.FromWorker.Ready;
import io.schedulezero.wire.FromWorker.Resume;
import io.schedulezero.wire.Payload;
import io.schedulezero.wire.Versions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the worker is, as every READY says it.
 *
 * @param instance of the process
 * @param client what the worker is, for people
 * @param descriptions what the handlers say of themselves; null if that is too much to send
 */
record Identity(
    String name,
    UUID instance,
    String client,
    List<Hosted> handlers,
    Map<String, String> labels,
    @Nullable Payload descriptions) {
  private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
  private static final Versions MINOR = new Versions(0, 0);

  /** An attempt in the list of READY, at the most. */
  private static final int BYTES_PER_ATTEMPT = 96;

  /** Running, and results without an answer. */
  private static final int ATTEMPTS_PER_SLOT = 3;

  /** What the handlers say of themselves; without their schemas if that is too much, or null. */
  static @Nullable Payload describe(HandlerCatalog handlers) {
    return describe(handlers.all().stream().map(HandlerDefinition::describe).toList());
  }

  static @Nullable Payload describe(List<HandlerDescription> handlers) {
    List<HandlerDescription> all = handlers.stream().map(Identity::readable).toList();
    Payload payload = Payload.json(HandlerDescriptions.write(all));
    if (payload.bytes().length <= Codec.DEFAULT_MAX_PAYLOAD) {
      return payload;
    }
    LOG.warn(
        "What {} handlers say of themselves has {} bytes, of which {} can be sent: the server is not"
            + " told their arguments",
        all.size(),
        payload.bytes().length,
        Codec.DEFAULT_MAX_PAYLOAD);
    payload = Payload.json(HandlerDescriptions.write(all.stream().map(Identity::brief).toList()));
    return payload.bytes().length <= Codec.DEFAULT_MAX_PAYLOAD ? payload : null;
  }

  /** A server reads no schema that is longer, and then nothing of the rest. */
  private static HandlerDescription readable(HandlerDescription handler) {
    if (handler.argsSchema().length() <= HandlerDescriptions.MAX_SCHEMA) {
      return handler;
    }
    LOG.warn("The schema of the arguments of {} is too long to be sent", handler.name());
    return brief(handler);
  }

  private static HandlerDescription brief(HandlerDescription handler) {
    return new HandlerDescription(
        handler.name(),
        "",
        "{}",
        handler.timeout(),
        handler.retry(),
        handler.priority(),
        List.of(),
        handler.limits(),
        handler.delivery(),
        handler.version());
  }

  Ready ready(int slots, long credit, List<Resume> resume, @Nullable Long epoch) {
    return new Ready(
        MINOR,
        name,
        instance,
        client,
        handlers,
        labels,
        slots,
        credit,
        resume,
        epoch,
        List.of(),
        descriptions);
  }

  /**
   * Refuses what would not fit the message that says it.
   *
   * @throws IllegalArgumentException if there are too many handlers, labels and slots
   */
  void check(int slots) {
    try {
      byte[][] frames =
          new Codec(Codec.DEFAULT_MAX_PAYLOAD).encode(ready(slots, slots, List.of(), 0L), 0, 1);
      int room = Codec.MAX_BODY - slots * ATTEMPTS_PER_SLOT * BYTES_PER_ATTEMPT;
      if (frames[1].length > room) {
        throw new IllegalArgumentException(
            "handlers and labels take "
                + frames[1].length
                + " bytes, and with "
                + slots
                + " slots there is room for "
                + Math.max(0, room)
                + ": have fewer slots, shorter names or more workers");
      }
    } catch (BadFrame tooLarge) {
      throw new IllegalArgumentException("handlers: " + tooLarge.getMessage(), tooLarge);
    }
  }
}
