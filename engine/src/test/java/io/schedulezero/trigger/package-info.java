/** Tests of fire times, catch-up and timers: triggers and instants in, fires out. */
@NullMarked
package io.schedulezero.trigger;

import org.jspecify.annotations.NullMarked;
