@NullMarked
package io.schedulezero.execution;

import org.jspecify.annotations.NullMarked;
