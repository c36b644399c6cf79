package io.schedulezero.cli;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines that a run logs, as they come, until it has finished. */
final class LogStream {
  private final Client client;
  private final String path;

  LogStream(Client client, String runId) {
    this.client = client;
    this.path = "/api/runs/" + Client.part(runId) + "/logs";
  }

  /**
   * @param cursor only lines after this one; all if null
   * @param patience how long at most; until the end if null
   * @param each says whether to go on
   */
  void forEach(@Nullable String cursor, @Nullable Duration patience, Predicate<Doc> each) {
    Query query = new Query().with("follow", true).with("cursor", cursor);
    client.stream(
        query.on(path),
        patience,
        line -> line.isBlank() || each.test(new Doc(Json.read(line, "A line of the log"))));
  }
}
