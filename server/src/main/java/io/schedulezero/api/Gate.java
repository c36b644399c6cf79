package io.schedulezero.api;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of others away: one that has its own name resolve to this machine (DNS rebinding)
 * fails on the host, one that merely sends requests here fails on the origin or the media type.
 */
final class Gate {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  private final List<String> allowedHosts;

  Gate(List<String> allowedHosts) {
    this.allowedHosts = List.copyOf(allowedHosts);
  }

  void check(Context ctx, Route.Body body) {
    String host = ctx.header("Host");
    if (host == null || !isKnown(PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst(""))) {
      throw new Refusal(
          Code.HOST_NOT_ALLOWED,
          "This server is not called that; use localhost, or add the name to http.allowed_hosts.");
    }
    String origin = ctx.header("Origin");
    if (origin != null && !origin.endsWith("://" + host)) {
      throw new Refusal(
          Code.ORIGIN_NOT_ALLOWED, "Requests of pages of other servers are not accepted.");
    }
    checkMediaType(ctx.header("Content-Type"), hasBody(ctx), body);
  }

  private boolean isKnown(String host) {
    return LOOPBACK.matcher(host).matches() || allowedHosts.contains(host);
  }

  private static boolean hasBody(Context ctx) {
    return ctx.req().getContentLengthLong() > 0 || ctx.header("Transfer-Encoding") != null;
  }

  private static void checkMediaType(@Nullable String mediaType, boolean present, Route.Body body) {
    if (body == Route.Body.NONE || (body == Route.Body.OPTIONAL && !present)) {
      return;
    }
    String type = mediaType == null ? "" : mediaType.split(";", 2)[0].strip();
    boolean patch =
        body == Route.Body.PATCH && type.equalsIgnoreCase("application/merge-patch+json");
    if (!patch && !type.equalsIgnoreCase("application/json")) {
      throw new Refusal(
          Code.UNSUPPORTED_MEDIA_TYPE,
          "The Content-Type must be application/json"
              + (body == Route.Body.PATCH ? " or application/merge-patch+json." : "."));
    }
  }
}
