package io.schedulezero.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;

/**
 * Reads arguments from JSON text and gathers what is wrong with them, so that one pass binds the
 * good and explains the bad.
 *
 * <p>A shape that reads finds the first token of its value as the current one and leaves the last
 * one as the current one.
 */
final class ArgReader {
  /** What is read instead of a value that is wrong; the problem has been told. */
  static final Object INVALID = new Object();

  /** How the path of every problem begins. */
  static final String ROOT = "args";

  private static final int MAX_PROBLEMS = 20;
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*");
  private static final int MAX_PATH_LENGTH = 200;
  private static final int MAX_MESSAGE_LENGTH = 500;
  private static final Pattern NOT_FOR_PEOPLE =
      Pattern.compile(", from `[^`]*`|: enable `.*|\\s*\\((for|start marker|not recognized) .*");

  private final JsonParser parser;
  private final List<ArgumentProblem> problems = new ArrayList<>(0);

  private ArgReader(JsonParser parser) {
    this.parser = parser;
  }

  /** What was read, or what is wrong with it. */
  record Reading(@Nullable Object value, List<ArgumentProblem> problems) {
    boolean isGood() {
      return problems.isEmpty();
    }
  }

  /** Reads a whole document. Whatever the text is, it does not throw. */
  static Reading read(Shape shape, String json) {
    if (json.length() > Json.MAX_LENGTH) {
      String message = "has " + json.length() + " characters; at most " + Json.MAX_LENGTH;
      return new Reading(null, List.of(new ArgumentProblem(ROOT, message)));
    }
    try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
      ArgReader in = new ArgReader(parser);
      Object value = in.document(shape);
      return new Reading(value, in.problems);
    }
  }

  private @Nullable Object document(Shape shape) {
    try {
      if (parser.nextToken() == null) {
        return problem("is empty; it must be " + shape.allowed());
      }
      Object value = value(shape);
      if (problems.isEmpty() && parser.nextToken() != null) {
        problem("goes on after its end");
      }
      return value;
    } catch (JacksonException e) {
      return problem("is not valid JSON: " + explain(e));
    } catch (NumberFormatException e) {
      return problem("is a number beyond all limits");
    }
  }

  private String explain(JacksonException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    TokenStreamLocation place = parser.currentLocation();
    return NOT_FOR_PEOPLE.matcher(message).replaceAll("")
        + ", line "
        + place.getLineNr()
        + " column "
        + place.getColumnNr();
  }

  /** Reads the value at the current token. */
  @Nullable Object value(Shape shape) {
    if (parser.currentToken() == JsonToken.VALUE_NULL && !shape.isOptional()) {
      return refuse(shape);
    }
    return shape.read(this);
  }

  /** Reads the value after the current token. */
  @Nullable Object nextValue(Shape shape) {
    parser.nextToken();
    return value(shape);
  }

  JsonParser parser() {
    return parser;
  }

  boolean is(JsonToken token) {
    return parser.currentToken() == token;
  }

  /** Tells that the value at the current token is not what {@code shape} allows, and skips it. */
  Object refuse(Shape shape) {
    return refuse(shape.allowed());
  }

  Object refuse(String allowed) {
    problem(shown() + " is not " + allowed);
    parser.skipChildren();
    return INVALID;
  }

  private String shown() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> Shown.text(parser.getString());
      default -> Shown.plain(parser.getString());
    };
  }

  /** Tells what is wrong with the value at, or before, the current token. */
  Object problem(String message) {
    return problemAt("", message);
  }

  Object problemAt(String below, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem(path() + below, message));
    }
    return INVALID;
  }

  static ArgumentProblem problem(String path, String message) {
    return new ArgumentProblem(
        Shown.cut(path, MAX_PATH_LENGTH), Shown.cut(message, MAX_MESSAGE_LENGTH));
  }

  /** How a path goes on to a named part, or to the part with an index. */
  static String step(Object nameOrIndex) {
    return nameOrIndex instanceof Integer index ? "[" + index + "]" : step(nameOrIndex.toString());
  }

  /** How a path goes on to a named part. */
  static String step(String name) {
    return PLAIN_NAME.matcher(name).matches() && name.length() <= 60
        ? "." + name
        : "[" + Shown.text(name) + "]";
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (TokenStreamContext at = parser.streamReadContext();
        at != null && !at.inRoot();
        at = at.getParent()) {
      if (at.inArray() && at.hasCurrentIndex()) {
        path.insert(0, "[" + at.getCurrentIndex() + "]");
      } else if (at.inObject() && at.currentName() != null) {
        path.insert(0, step(at.currentName()));
      }
    }
    return path.insert(0, ROOT).toString();
  }
}
