package io.schedulezero.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, taken apart.
 *
 * @param host as it is written: a name, an IPv4 address, an IPv6 address in brackets, or {@code *}
 * @param port 0 for any that is free
 */
record Endpoint(String host, int port) {
  private static final String ALL_INTERFACES = "*";
  private static final int MAX_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("tcp://(\\[[0-9a-fA-F:.]+]|\\*|[\\w.-]+):(\\*|\\d{1,5})");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /** For who listens. */
  static Endpoint toListen(String address) {
    return parse("listen at", address);
  }

  /** For who connects: the port must be known, and the host be one. */
  static Endpoint toConnect(String address) {
    Endpoint endpoint = parse("connect to", address);
    if (endpoint.port == 0 || endpoint.isOnAll()) {
      throw refused("connect to", address, "it names no single host and port");
    }
    return endpoint;
  }

  private static Endpoint parse(String what, String address) {
    Matcher form = FORM.matcher(address);
    if (!form.matches()) {
      throw refused(what, address, "an address looks like tcp://127.0.0.1:5555");
    }
    int port = form.group(2).equals("*") ? 0 : Integer.parseInt(form.group(2));
    if (port > MAX_PORT) {
      throw refused(what, address, "the port must be 0 to " + MAX_PORT);
    }
    return new Endpoint(form.group(1), port);
  }

  /** Without keys everything is said in the clear, to whoever asks. */
  void mustBeLoopback(String what) {
    if (!isLoopback()) {
      throw refused(
          what,
          toString(),
          "without keys the host must be this one: 127.0.0.1, [::1] or localhost; configure keys to"
              + " speak with others");
    }
  }

  /** Only what is so by its form: a name can mean another host tomorrow. */
  boolean isLoopback() {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    if (!isIpv6() && !IPV4.matcher(host).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  InetAddress resolve() throws UnknownHostException {
    return InetAddress.getByName(isOnAll() ? "0.0.0.0" : host);
  }

  boolean isOnAll() {
    return host.equals(ALL_INTERFACES);
  }

  boolean isIpv6() {
    return host.startsWith("[");
  }

  /** The same, for the library: it must not find another host behind the name. */
  String bare() {
    return "tcp://" + (host.equalsIgnoreCase("localhost") ? "127.0.0.1" : host) + ":" + portText();
  }

  private String portText() {
    return port == 0 ? "*" : Integer.toString(port);
  }

  static AddressRefused refused(String what, String address, String why) {
    return new AddressRefused("cannot " + what + " " + address + ": " + why);
  }

  @Override
  public String toString() {
    return "tcp://" + host + ":" + portText();
  }
}
