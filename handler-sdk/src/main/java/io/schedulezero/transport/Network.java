package io.schedulezero.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses that begin with the same bits. */
record Network(InetAddress start, int bits) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

  static Network parse(String text, String where) {
    Matcher form = FORM.matcher(text);
    InetAddress start = form.matches() ? literal(form.group(1)) : null;
    if (start == null) {
      throw wrong(text, where);
    }
    int most = start.getAddress().length * 8;
    int bits = form.group(2) == null ? most : Integer.parseInt(form.group(2));
    if (bits > most) {
      throw wrong(text, where);
    }
    return new Network(start, bits);
  }

  private static KeyProblem wrong(String text, String where) {
    return new KeyProblem(
        where + " ends with \"" + text + "\"; a network looks like 10.0.0.0/8 or 2001:db8::/32");
  }

  /** Of what is no name, so that nobody is asked for it; null if it is no address. */
  @SuppressWarnings("AddressSelection")
  private static @Nullable InetAddress literal(String text) {
    try {
      return FORM.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  boolean contains(String host) {
    InetAddress address = literal(host.replaceFirst("%.*", ""));
    return address != null && startsAlike(start.getAddress(), address.getAddress());
  }

  private boolean startsAlike(byte[] one, byte[] two) {
    if (one.length != two.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((one[bit / 8] ^ two[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
        return false;
      }
    }
    return true;
  }
}
