/** Tests of the kit that tests handlers. */
@NullMarked
package io.schedulezero.handler.testing;

import org.jspecify.annotations.NullMarked;
