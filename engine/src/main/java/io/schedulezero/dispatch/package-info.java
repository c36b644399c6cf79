/**
 * Which target executes an attempt, and word of how it goes. Targets are asynchronous: nothing here
 * waits for a handler.
 *
 * <p>In: assignments from {@code flow}. Out: reports through {@link
 * io.schedulezero.dispatch.AttemptReports}, which {@code flow} implements. {@code dispatch.local}
 * executes in this process; remote workers are further targets, and a {@link
 * io.schedulezero.dispatch.Broadcaster} makes a run for each of them.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.dispatch;
