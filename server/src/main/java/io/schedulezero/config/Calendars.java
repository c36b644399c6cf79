package io.schedulezero.config;

import io.schedulezero.input.Fields;
import io.schedulezero.input.MalformedText;
import io.schedulezero.input.Nearest;
import io.schedulezero.input.StrictJson;
import io.schedulezero.input.Texts;
import io.schedulezero.trigger.Holidays;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Lists of days that schedules can exclude, each in a file: iCalendar ({@code .ics}), or a JSON
 * list of dates ({@code .json}). A file is read whenever it is asked for, so that it can change
 * while the server runs.
 */
public final class Calendars {
  private static final int LONGEST = 4 << 20;

  private final Map<String, Path> files;

  private Calendars(Map<String, Path> files) {
    this.files = files;
  }

  static Calendars read(Settings settings, Path directory) {
    return settings.shaped(
        "scheduler.calendars",
        new Calendars(Map.of()),
        JsonNodeFactory.instance.objectNode(),
        (parent, name) -> read(parent, name, directory));
  }

  private static @Nullable Calendars read(Fields parent, String name, Path directory) {
    Fields fields = parent.object(name);
    if (fields == null) {
      return null;
    }
    Map<String, Path> files = new TreeMap<>();
    for (String calendar : fields.names()) {
      Path file = fields.parsed(calendar, text -> checked(directory.resolve(text)));
      if (file != null) {
        files.put(calendar, file);
      }
    }
    return new Calendars(files);
  }

  private static Path checked(Path file) {
    daysOf(file);
    return file;
  }

  /**
   * The days of a calendar.
   *
   * @throws IllegalArgumentException with what is allowed, if there is none or its file is broken
   */
  public Set<LocalDate> days(String calendar) {
    Path file = files.get(calendar);
    if (file == null) {
      throw new IllegalArgumentException(
          "a calendar of scheduler.calendars" + Nearest.hint(calendar, files.keySet()));
    }
    return daysOf(file);
  }

  private static Set<LocalDate> daysOf(Path file) {
    String name = file.toString();
    if (!name.endsWith(".ics") && !name.endsWith(".json")) {
      throw new IllegalArgumentException("a file that ends in .ics or .json");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] content = bytes.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new IllegalArgumentException("a file of at most " + LONGEST + " bytes");
      }
      return name.endsWith(".ics")
          ? Holidays.parseICalendar(new String(content, StandardCharsets.UTF_8))
          : dates(StrictJson.read(new java.io.ByteArrayInputStream(content)));
    } catch (IOException e) {
      throw new IllegalArgumentException("a file that can be read (" + e + ")", e);
    } catch (MalformedText e) {
      throw new IllegalArgumentException("a JSON list of dates (" + e.getMessage() + ")", e);
    }
  }

  private static Set<LocalDate> dates(JsonNode list) {
    if (!list.isArray()) {
      throw new IllegalArgumentException("a JSON list of dates such as [\"2026-12-25\"]");
    }
    Set<LocalDate> dates = new LinkedHashSet<>();
    list.forEach(node -> dates.add(Texts.date(node.isString() ? node.stringValue() : "")));
    return dates;
  }
}
