package io.schedulezero.api;

import io.schedulezero.flow.Explanation;
import io.schedulezero.flow.Gate;
import io.schedulezero.input.Texts;
import java.util.List;

/** Why a run is not running. */
record ExplanationView(String runId, String state, String summary, List<GateView> gates) {
  record GateView(String gate, boolean open, String detail, List<PartView> parts) {
    static GateView of(Gate gate) {
      return new GateView(
          gate.name(),
          gate.open(),
          gate.detail(),
          gate.parts().stream().map(PartView::of).toList());
    }
  }

  record PartView(String name, boolean open, String detail) {
    static PartView of(Gate part) {
      return new PartView(part.name(), part.open(), part.detail());
    }
  }

  static ExplanationView of(Explanation explanation) {
    return new ExplanationView(
        explanation.run().toString(),
        Texts.name(explanation.state()),
        explanation.summary(),
        explanation.gates().stream().map(GateView::of).toList());
  }
}
