package io.schedulezero.transport;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of an {@link AllowList}, understood. */
record AllowLine(
    String publicKey,
    String userId,
    Pattern worker,
    List<Pattern> handlers,
    @Nullable Network network) {
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_.*?-]{1,100}");

  /**
   * @param where the line, for people
   */
  static AllowLine parse(String text, String where) {
    String[] words = text.split("\\s+", -1);
    if (words.length < 3 || words.length > 4) {
      throw new KeyProblem(
          where
              + " has "
              + words.length
              + " words; a line is a public key, a worker, handlers with commas between them, and"
              + " if need be a network such as 10.0.0.0/8");
    }
    if (!Keys.isKey(words[0])) {
      throw new KeyProblem(
          where
              + " begins with no public key, which has 40 characters; a comment begins with \"# \"");
    }
    return new AllowLine(
        words[0],
        Keys.fingerprint(words[0]),
        glob(words[1], where),
        Stream.of(words[2].split(",", -1)).map(each -> glob(each, where)).toList(),
        words.length == 4 ? Network.parse(words[3], where) : null);
  }

  private static Pattern glob(String text, String where) {
    if (!NAMES.matcher(text).matches()) {
      throw new KeyProblem(
          where
              + " names \""
              + text
              + "\"; a name has 1 to 100 letters, digits, _, ., -, * for any of them and ? for one");
    }
    return Pattern.compile(
        text.replace(".", "\\.").replace("-", "\\-").replace("*", ".*").replace("?", "."));
  }

  boolean admits(String host) {
    return network == null || network.contains(host);
  }

  boolean allows(Peer peer) {
    return userId.equals(peer.userId()) && admits(peer.host());
  }

  boolean allowsWorker(String name) {
    return worker.matcher(name).matches();
  }

  boolean allowsHandler(String name) {
    return handlers.stream().anyMatch(glob -> glob.matcher(name).matches());
  }
}
