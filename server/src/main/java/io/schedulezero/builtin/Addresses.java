package io.schedulezero.builtin;

import io.schedulezero.config.HttpRequestConfig;
import io.schedulezero.handler.GiveUp;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Decides which hosts may be called and at which address. The address that was judged is the one to
 * connect to: a name that resolves differently a moment later gains nothing.
 */
final class Addresses {
  /** What is not on the public Internet, beside what the JDK knows. */
  private static final List<Net> PRIVATE =
      List.of(
          Net.of("0.0.0.0", 8),
          Net.of("100.64.0.0", 10),
          Net.of("192.0.0.0", 24),
          Net.of("198.18.0.0", 15),
          Net.of("240.0.0.0", 4));

  /** The same for IPv6, with the forms that carry an IPv4 address inside. */
  private static final List<Net> PRIVATE_6 =
      List.of(
          Net.of("fc00::", 7),
          Net.of("::", 96),
          Net.of("64:ff9b::", 32),
          Net.of("2001::", 32),
          Net.of("2002::", 16));

  private final HttpRequestConfig config;

  Addresses(HttpRequestConfig config) {
    this.config = config;
  }

  /** An address of the host of {@code uri} that may be called. */
  InetAddress allowed(URI uri) throws UnknownHostException {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new GiveUp("url must begin with http:// or https://, not " + scheme + ":");
    }
    String host = uri.getHost();
    if (host == null) {
      throw new GiveUp("url has no host: " + uri);
    }
    if (config.allowedHosts().stream().noneMatch(rule -> matches(rule, host))) {
      throw new GiveUp(
          "The host " + host + " is not in handlers.http_request.allowed_hosts of config.yaml");
    }
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (config.allowPrivate() || !isPrivate(address)) {
        return address;
      }
    }
    throw new GiveUp(
        "The host "
            + host
            + " has a private address; handlers.http_request.allow_private of config.yaml would"
            + " allow it");
  }

  private static boolean matches(String rule, String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return rule.equals("*")
        || rule.equals(name)
        || (rule.startsWith("*.") && name.endsWith(rule.substring(1)));
  }

  static boolean isPrivate(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet4Address ? PRIVATE : PRIVATE_6)
            .stream().anyMatch(net -> net.contains(address.getAddress()));
  }

  private record Net(InetAddress first, int bits) {
    static Net of(String literal, int bits) {
      try {
        return new Net(InetAddress.getByName(literal), bits);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(literal, e);
      }
    }

    boolean contains(byte[] address) {
      byte[] net = first.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((address[bit / 8] ^ net[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
