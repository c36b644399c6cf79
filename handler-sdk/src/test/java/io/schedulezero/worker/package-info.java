/** The rules of a session, situation by situation, with the time moved by hand. */
@NullMarked
package io.schedulezero.worker;

import org.jspecify.annotations.NullMarked;
