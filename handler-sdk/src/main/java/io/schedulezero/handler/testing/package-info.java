/**
 * A kit for tests of handlers, without a scheduler and without a test framework.
 *
 * <p>In come handler objects and arguments; out comes what the handler did. Called by the tests of
 * those who write handlers.
 */
@NullMarked
package io.schedulezero.handler.testing;

import org.jspecify.annotations.NullMarked;
