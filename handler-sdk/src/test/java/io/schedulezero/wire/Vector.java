package io.schedulezero.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case that every implementation of the protocol is tested with, put together from its parts
 * without the code that it tests.
 */
final class Vector {
  static final long SESSION = 0x1122334455667788L;

  private static final int LONGEST_SHOWN = 400;

  final String name;
  private final String about;
  private final int type;
  private String body;
  private long session = SESSION;
  private long seq = 1;
  private int flags;
  private byte @Nullable [] payload;
  private byte @Nullable [] header;
  private byte @Nullable [] rawBody;
  private @Nullable String understood;
  private @Nullable String error;
  private @Nullable Integer maxPayload;
  private boolean canonical = true;
  private boolean known = true;
  private final List<byte[]> added = new ArrayList<>();
  private int frames = Integer.MAX_VALUE;

  Vector(String name, int type, String body, String about) {
    this.name = name;
    this.type = type;
    this.body = body;
    this.about = about;
  }

  Vector session(long id) {
    session = id;
    return this;
  }

  Vector seq(long number) {
    seq = number;
    return this;
  }

  Vector flags(int bits) {
    flags |= bits;
    return this;
  }

  /** Adds the frame, and sets the flag; the body must tell of it. */
  Vector payload(String text) {
    payload = text.getBytes(StandardCharsets.UTF_8);
    return flags(0x02);
  }

  Vector maxPayload(int bytes) {
    maxPayload = bytes;
    return this;
  }

  /** Instead of one from the parts. */
  Vector header(String hex) {
    header = HexFormat.of().parseHex(hex.replace(" ", ""));
    return this;
  }

  Vector rawBody(byte[] bytes) {
    rawBody = bytes;
    return this;
  }

  Vector added(String text) {
    added.add(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Vector onlyFrames(int count) {
    frames = count;
    return this;
  }

  /** A sender would write it in another way: as this. */
  Vector understoodAs(String canonicalBody) {
    understood = canonicalBody;
    canonical = false;
    return this;
  }

  /** A sender would write it in another way. */
  Vector notAsSent() {
    canonical = false;
    return this;
  }

  /** Of a type that the version does not have. */
  Vector unknown() {
    known = false;
    return notAsSent();
  }

  Vector refused(ErrorCode code) {
    error = code.name();
    return this;
  }

  private List<byte[]> frames() {
    List<byte[]> all = new ArrayList<>();
    all.add(
        header != null
            ? header
            : ByteBuffer.allocate(24)
                .put(new byte[] {'S', 'Z', 'W', 1, (byte) type, (byte) flags, 0, 0})
                .putLong(session)
                .putLong(seq)
                .array());
    all.add(rawBody != null ? rawBody : body.getBytes(StandardCharsets.UTF_8));
    if (payload != null) {
      all.add(payload);
    }
    all.addAll(added);
    return all.subList(0, Math.min(frames, all.size()));
  }

  /** What stands in the file. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("about", about);
    document.put("valid", error == null);
    if (error == null) {
      document.put("canonical", canonical);
    } else {
      document.put("error", error);
      if (rawBody == null && body.length() <= LONGEST_SHOWN) {
        document.put("text", body);
      }
    }
    if (maxPayload != null) {
      document.put("limits", Map.of("payload", maxPayload));
    }
    document.put("frames", frames().stream().map(HexFormat.of()::formatHex).toList());
    if (error == null) {
      document.put("decoded", decoded());
    }
    return document;
  }

  private Map<String, Object> decoded() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("type", type);
    header.put("flags", flags);
    header.put("session", HexFormat.of().toHexDigits(session));
    header.put("seq", Long.toUnsignedString(seq));
    Map<String, Object> decoded = new LinkedHashMap<>();
    decoded.put("header", header);
    if (known) {
      decoded.put("message", kindOf(type));
      decoded.put("body", VectorFiles.tree(understood != null ? understood : body));
      if (payload != null) {
        decoded.put("payload", HexFormat.of().formatHex(payload));
      }
    }
    return decoded;
  }

  private static String kindOf(int type) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.type() == type)
        .findFirst()
        .orElseThrow()
        .name();
  }
}
