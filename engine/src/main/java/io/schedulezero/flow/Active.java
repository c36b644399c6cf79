package io.schedulezero.flow;

import io.schedulezero.dispatch.Target;
import io.schedulezero.run.Run;

/** An attempt under way: the run as it stands, and where it executes. */
record Active(Run run, long fence, Target target) {}
