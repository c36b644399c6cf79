package io.schedulezero.worker;

import java.util.Map;

/** Figures of this process for people, by name. */
interface Load {
  Map<String, Double> figures();
}
