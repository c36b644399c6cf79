package io.schedulezero.wire;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was received as the JSON of the vectors, by way of the records' components and without the
 * code that writes bodies.
 */
final class Understood {
  private static final Set<Class<?>> UPPER_CASE = Set.of(ErrorCode.class, FromWorker.Ack.Of.class);
  private static final Set<Class<?>> ROWS = Set.of(Held.class, FromServer.Notice.class);

  private Understood() {}

  static JsonNode of(Received received) throws ReflectiveOperationException {
    Header header = received.header();
    Map<String, Object> headerFields = new LinkedHashMap<>();
    headerFields.put("type", header.type());
    headerFields.put("flags", header.flags());
    headerFields.put("session", HexFormat.of().toHexDigits(header.session()));
    headerFields.put("seq", Long.toUnsignedString(header.seq()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("header", headerFields);
    if (received instanceof Received.Known known) {
      Message message = known.message();
      all.put("message", message.kind().name());
      all.put("body", body(message));
      Payload payload = message.payload();
      if (payload != null) {
        all.put("payload", HexFormat.of().formatHex(payload.bytes()));
      }
    }
    return VectorFiles.treeOf(all);
  }

  private static Map<String, Object> body(Message message) throws ReflectiveOperationException {
    Map<String, Object> body = new LinkedHashMap<>();
    if (message instanceof FromServer.ResultAck) {
      body.put("of", "RESULT");
    } else if (message instanceof FromServer.LogAck) {
      body.put("of", "LOG");
    }
    putAll(body, (Record) message);
    return body;
  }

  private static void putAll(Map<String, Object> fields, Record from)
      throws ReflectiveOperationException {
    for (RecordComponent component : from.getClass().getRecordComponents()) {
      Object value = component.getAccessor().invoke(from);
      if (value instanceof Payload payload) {
        fields.put("ct", payload.contentType());
        fields.put("len", payload.bytes().length);
      } else if (value instanceof ErrorReport
          || (value instanceof Versions && from instanceof ErrorReport)) {
        putAll(fields, (Record) value);
      } else if (component.getName().equals("args") && value instanceof String json) {
        fields.put("args", VectorFiles.tree(json));
      } else if (!isNothing(value)) {
        fields.put(component.getName(), json(value));
      }
    }
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Object json(Object value) throws ReflectiveOperationException {
    if (value instanceof Enum<?> word) {
      return UPPER_CASE.contains(value.getClass())
          ? word.name()
          : word.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      for (Object item : list) {
        items.add(json(item));
      }
      return items;
    }
    if (value instanceof Record inner) {
      Map<String, Object> fields = new LinkedHashMap<>();
      putAll(fields, inner);
      return ROWS.contains(value.getClass()) ? List.copyOf(fields.values()) : fields;
    }
    boolean isJson = value instanceof Number || value instanceof Boolean || value instanceof Map;
    return isJson ? value : value.toString();
  }
}
