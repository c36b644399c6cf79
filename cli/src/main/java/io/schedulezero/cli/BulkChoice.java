package io.schedulezero.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Asks before many things change at once. */
final class BulkChoice {
  private static final int MOST_COUNTED = 10_000;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before many are changed.")
  boolean yes;

  /**
   * @param noun of one of them
   * @param path where they are listed
   */
  record Things(String noun, String path, Query filter) {}

  /**
   * Goes on if the person agrees or {@code --yes} was given.
   *
   * @param what such as {@code Cancel %s?}
   */
  void confirm(ClientCommand command, String what, Things things) {
    if (yes) {
      return;
    }
    String question = String.format(what, count(number(command.client(), things), things.noun));
    Terminal terminal = command.terminal();
    if (!terminal.people().in() || !terminal.people().err()) {
      throw CommandFailed.usage(question + " Nobody is here to ask; say --yes.");
    }
    terminal.err().print(question + " [y/N] ");
    terminal.err().flush();
    if (!agrees(terminal)) {
      throw new CommandFailed(ExitCode.FAILED, "Nothing has changed.");
    }
  }

  private static boolean agrees(Terminal terminal) {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(Client client, Things things) {
    PageOptions pages = new PageOptions();
    pages.limit = MOST_COUNTED;
    JsonNode page = pages.fetch(client, things.path, things.filter);
    int counted = page.path("items").size();
    return new Doc(page).text("next_cursor").isEmpty()
        ? Integer.toString(counted)
        : counted + " or more";
  }

  /** {@code 1 run}, {@code 2 runs}. */
  static String count(String number, String noun) {
    return number + " " + noun + (number.equals("1") ? "" : "s");
  }
}
