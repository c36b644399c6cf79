package io.schedulezero.flow;

import java.util.List;

/**
 * One thing that a run has to pass before it starts.
 *
 * @param name a word: {@code due}, {@code target}
 * @param open whether it lets the run pass now
 * @param detail for people, with figures
 * @param parts what it is made of, such as one for each target; empty if that says nothing more
 */
public record Gate(String name, boolean open, String detail, List<Gate> parts) {
  public Gate {
    parts = List.copyOf(parts);
  }

  static Gate of(String name, boolean open, String detail) {
    return new Gate(name, open, detail, List.of());
  }
}
