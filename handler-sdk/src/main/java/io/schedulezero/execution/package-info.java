/**
 * Calls handlers: each call on a thread of its own, with its time watched, its log lines within
 * bounds, and its end told exactly once.
 *
 * <p>In: calls. Out: what becomes of them, through {@link io.schedulezero.execution.CallListener}.
 * The engine executes in its own process by it, and a worker in its.
 */
@NullMarked
package io.schedulezero.execution;

import org.jspecify.annotations.NullMarked;
