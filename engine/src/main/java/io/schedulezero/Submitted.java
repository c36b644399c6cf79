package io.schedulezero;

import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.time.Instant;

/**
 * The durable answer to a request: it is committed.
 *
 * @param fresh false if the key was taken and {@code id} is the run that has it; the state is then
 *     the one it was asked for in, not necessarily the present one
 */
public record Submitted(RunId id, RunState state, Instant dueAt, boolean fresh) {}
