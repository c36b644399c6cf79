package io.schedulezero.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the HTTP API listens and what it accepts.
 *
 * @param port 0 for any that is free
 * @param allowedHosts names beside the loopback ones by which clients may call this server
 * @param maxBodyBytes longest body of a request
 * @param maxBatchBytes longest body of a batch
 */
public record HttpConfig(
    String host, int port, List<String> allowedHosts, int maxBodyBytes, int maxBatchBytes) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|\\[::1]");
  private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252})");

  static HttpConfig read(Settings settings) {
    return new HttpConfig(
        settings.text("http.host", "127.0.0.1", HttpConfig::loopback),
        settings.integer("http.port", 8888, 0, 65_535),
        settings.texts("http.allowed_hosts", List.of(), HttpConfig::hostName),
        settings.integer("http.max_body_bytes", 1 << 20, 1 << 10, 1 << 26),
        settings.integer("http.max_batch_bytes", 1 << 24, 1 << 10, 1 << 28));
  }

  /** Nothing listens beyond loopback until there is authentication. */
  private static String loopback(String host) {
    if (!isLoopback(host)) {
      throw new IllegalArgumentException(
          "a loopback address (127.0.0.1, ::1 or localhost), because this version has no"
              + " authentication");
    }
    return host;
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  private static String hostName(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (!HOST_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a host name without a port, such as scheduler.local");
    }
    return name;
  }
}
