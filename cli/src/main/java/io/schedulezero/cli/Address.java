package io.schedulezero.cli;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a server is, as people write it. */
final class Address {
  private Address() {}

  /** {@code host:port} is enough. */
  static URI of(String text) {
    String url = text.contains("://") ? text : "http://" + text;
    try {
      URI uri = new URI(url.replaceFirst("/+$", ""));
      if (uri.getHost() != null && uri.getQuery() == null && uri.getScheme().matches("https?")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static CommandFailed wrong(
      String text, @org.jspecify.annotations.Nullable Throwable cause) {
    CommandFailed failed =
        CommandFailed.usage(
            "--server \""
                + Text.oneLine(text)
                + "\" is no address; write it as "
                + Sz.DEFAULT_SERVER
                + " or 127.0.0.1:8888.");
    failed.initCause(cause);
    return failed;
  }
}
