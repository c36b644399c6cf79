/** Workers: processes on other machines that host handlers and are connected to this one. */
@NullMarked
package io.schedulezero.dispatch.remote;

import org.jspecify.annotations.NullMarked;
