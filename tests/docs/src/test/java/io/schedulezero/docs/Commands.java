package io.schedulezero.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The commands of a block marked {@code <!-- run -->}: a line that begins with {@code $} is a
 * command (with {@code \} at its end it goes on), the lines below it are what it answers.
 *
 * <p>In an answer {@code ...} stands for any text, on a line of its own for any lines. A command
 * without an answer must only succeed. {@code ^C} stops the server or worker that was started last.
 */
final class Commands {
  private static final String INTERRUPT = "^C";
  private static final Pattern STARTS = Pattern.compile("^(\\w+=\\S+ )*\\./sz (server|worker)\\b");

  private Commands() {}

  record Command(String line, List<String> answer) {
    Command {
      answer = List.copyOf(answer);
    }

    /** Whether it starts a server or a worker, which then lives as long as the page is read. */
    boolean startsProcess() {
      return STARTS.matcher(line).find();
    }

    boolean stopsProcess() {
      return line.equals(INTERRUPT);
    }

    boolean isAnsweredBy(String output) {
      return answer.isEmpty() || pattern().matcher(output.stripTrailing() + "\n").matches();
    }

    private Pattern pattern() {
      StringBuilder regex = new StringBuilder();
      for (String expected : answer) {
        if (expected.strip().equals("...")) {
          regex.append("(?:.*\\R)*");
        } else {
          String quoted = Pattern.quote(expected.stripTrailing()).replace("...", "\\E.*\\Q");
          regex.append(quoted).append("\\h*(?:\\R|\\z)");
        }
      }
      return Pattern.compile(regex.toString());
    }
  }

  static List<Command> in(Page.Block block) {
    List<Command> commands = new ArrayList<>();
    String line = "";
    List<String> answer = new ArrayList<>();
    for (String text : block.lines()) {
      if (line.endsWith("\\")) {
        line = line.substring(0, line.length() - 1) + text.strip();
      } else if (text.startsWith("$ ") || text.equals(INTERRUPT)) {
        addTo(commands, line, answer);
        line = text.equals(INTERRUPT) ? text : text.substring(2);
        answer.clear();
      } else {
        answer.add(text);
      }
    }
    addTo(commands, line, answer);
    return commands;
  }

  private static void addTo(List<Command> commands, String line, List<String> answer) {
    if (!line.isEmpty()) {
      commands.add(new Command(line, answer));
    } else if (!answer.isEmpty()) {
      throw new IllegalArgumentException("an answer without a command: " + answer.get(0));
    }
  }
}
