package io.schedulezero;

import io.schedulezero.dispatch.Broadcaster;
import io.schedulezero.dispatch.Versions;
import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks where somebody wants a run to execute, and makes a route of it. */
final class Routes {
  private static final int MAX_LABELS = 10;
  private static final int MAX_LABEL = 100;
  private static final int MAX_VERSION = 100;
  private static final int MAX_KEY = 200;
  private static final String PATH = "$.";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,100}");

  private final String args;
  private final String at;
  private final List<Problem> problems;

  private Routes(String args, String at, List<Problem> problems) {
    this.args = args;
    this.at = at;
    this.problems = problems;
  }

  /**
   * The route of a run.
   *
   * @param args of the run, a JSON object as text
   * @param at as for {@link Submissions#spec}
   * @return the route; what it is matters only if no problems were added
   */
  static Route route(RouteRequest wanted, String args, String at, List<Problem> problems) {
    return wanted.equals(RouteRequest.ANYWHERE)
        ? Route.ANYWHERE
        : new Routes(args, at, problems).route(wanted);
  }

  private Route route(RouteRequest wanted) {
    int before = problems.size();
    checkLabels(wanted);
    checkTarget(wanted.target());
    checkVersion(wanted.version());
    Affinity affinity = affinity(wanted.affinity());
    if (wanted.broadcast() && (wanted.target() != null || wanted.affinity() != null)) {
      refuse("broadcast", "is for each worker, and not together with target or affinity");
    }
    return problems.size() > before
        ? Route.ANYWHERE
        : new Route(
            wanted.labels(), wanted.target(), wanted.version(), affinity, wanted.broadcast());
  }

  private void checkLabels(RouteRequest wanted) {
    if (wanted.labels().size() > MAX_LABELS) {
      refuse("worker", wanted.labels().size() + " labels are more than " + MAX_LABELS);
    }
    wanted
        .labels()
        .forEach(
            (name, value) -> {
              if (name.isBlank() || name.contains("=") || !isLine(name, MAX_LABEL)) {
                refuse(
                    "worker",
                    "%s must be 1 to %d characters without = and without control characters"
                        .formatted(quoted(name), MAX_LABEL));
              } else if (!isLine(value, MAX_LABEL)) {
                refuse(
                    "worker." + name,
                    "%s must be at most %d characters without control characters"
                        .formatted(quoted(value), MAX_LABEL));
              }
            });
  }

  private static boolean isLine(String text, int longest) {
    return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
  }

  private void checkTarget(@Nullable String target) {
    if (target == null) {
      return;
    }
    if (!NAME.matcher(target).matches()) {
      refuse("target", quoted(target) + " must be 1 to 100 letters, digits, _, . and -");
    } else if (target.equals(Broadcaster.BROADCAST)) {
      refuse(
          "target",
          quoted(target)
              + " must be local or the name of one worker, which this cannot be; broadcast: true"
              + " says each worker");
    }
  }

  private void checkVersion(@Nullable String range) {
    if (range != null && (range.length() > MAX_VERSION || !Versions.isRange(range))) {
      refuse(
          "handler_version",
          quoted(range) + " is not a range of versions, such as ^2.1, ~2.1.3 or >=2 <4");
    }
  }

  private @Nullable Affinity affinity(@Nullable String by) {
    if (by == null) {
      return null;
    }
    if (by.isBlank() || by.length() > MAX_KEY) {
      refuse("affinity", "must have 1 to " + MAX_KEY + " characters");
      return null;
    }
    String key = by.startsWith(PATH) ? found(by) : by;
    return key == null ? null : new Affinity(by, key);
  }

  /** What is at a path of the arguments, which have been checked; null if that is a problem. */
  private @Nullable String found(String path) {
    JsonNode node = References.tree(args);
    for (String name : path.substring(PATH.length()).split("\\.", -1)) {
      node = node.path(name);
    }
    if (!node.isValueNode() || node.isNull()) {
      refuse("affinity", quoted(path) + " is no text, number, true or false in the arguments");
      return null;
    }
    String key = node.asString();
    if (key.length() > MAX_KEY) {
      refuse(
          "affinity",
          "%s has %d characters in the arguments; at most %d"
              .formatted(quoted(path), key.length(), MAX_KEY));
    }
    return key;
  }

  private static String quoted(String text) {
    return '"' + Submissions.shortened(text) + '"';
  }

  private void refuse(String field, String message) {
    problems.add(new Problem(at + field, message));
  }
}
