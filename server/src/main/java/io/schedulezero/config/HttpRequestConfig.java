package io.schedulezero.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the handler {@code http_request} may do.
 *
 * @param allowedHosts names, {@code *.example.org} for all below one, {@code *} for any
 * @param allowPrivate whether loopback, link-local and private addresses may be called
 * @param timeout longest time for one request
 */
public record HttpRequestConfig(
    List<String> allowedHosts,
    boolean allowPrivate,
    int maxRequestBytes,
    int maxResponseBytes,
    Duration timeout) {
  private static final Pattern HOST = Pattern.compile("\\*|(\\*\\.)?[a-z0-9:_\\[][a-z0-9.:_\\]-]*");

  public HttpRequestConfig {
    allowedHosts = List.copyOf(allowedHosts);
  }

  static HttpRequestConfig read(Settings settings) {
    String section = "handlers.http_request.";
    return new HttpRequestConfig(
        settings.texts(section + "allowed_hosts", List.of("*"), HttpRequestConfig::host),
        settings.flag(section + "allow_private", false),
        settings.integer(section + "max_request_bytes", 1 << 20, 0, 1 << 24),
        settings.integer(section + "max_response_bytes", 1 << 18, 0, 1 << 24),
        settings.duration(section + "timeout", Duration.ofSeconds(30)));
  }

  private static String host(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("a host name, *.example.org, or * for any");
    }
    return host;
  }
}
