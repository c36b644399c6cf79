/**
 * Handlers that come with the server, so that everything can be tried before a line of code is
 * written: {@code noop}, {@code echo}, {@code sleep}, {@code fail}, {@code http_request}, {@code
 * shell}. The configuration comes in, handler objects go out.
 *
 * <p>{@code server} registers them; they know the handler SDK and nothing of the engine.
 */
@org.jspecify.annotations.NullMarked
package io.schedulezero.builtin;
