/**
 * What the author of a handler compiles against.
 *
 * <p>In come plain objects with methods annotated {@link io.schedulezero.handler.Handler}; out goes
 * a {@link io.schedulezero.handler.HandlerCatalog} of definitions that check, bind and invoke. The
 * engine and the worker build the catalogue; authors of handlers use the annotations, {@link
 * io.schedulezero.handler.RunContext} and the exceptions.
 */
@NullMarked
package io.schedulezero.handler;

import org.jspecify.annotations.NullMarked;
