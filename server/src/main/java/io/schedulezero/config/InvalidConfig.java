package io.schedulezero.config;

import java.util.List;

/** The configuration cannot be used; the message has a line for everything that is wrong. */
public final class InvalidConfig extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidConfig(List<String> lines) {
    super(String.join("\n", lines));
  }
}
