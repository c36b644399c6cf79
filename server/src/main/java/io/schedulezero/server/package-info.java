/**
 * The engine as a service: flags come in, a running server goes out, which ends by a signal. The
 * one place that knows both the configuration and the engine, and that makes clocks and threads.
 *
 * <p>Called by the operating system, and by the command line's {@code sz server}.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.server;
