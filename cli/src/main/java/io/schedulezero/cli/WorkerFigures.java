package io.schedulezero.cli;

import java.util.Locale;

/** Figures of workers for people; empty if they are not known. */
final class WorkerFigures {
  private static final double MEGABYTE = 1024 * 1024;
  private static final double HUNDRED = 100;

  private WorkerFigures() {}

  static String millis(Doc figure) {
    return form("%.1f ms", 1, figure);
  }

  /** Of a share from 0 to 1. */
  static String percent(Doc figure) {
    return form("%.0f %%", HUNDRED, figure);
  }

  /** Of bytes. */
  static String megabytes(Doc figure) {
    return form("%.0f MiB", 1 / MEGABYTE, figure);
  }

  private static String form(String format, double factor, Doc figure) {
    return figure.node().isNumber()
        ? String.format(Locale.ROOT, format, figure.node().asDouble() * factor)
        : "";
  }
}
