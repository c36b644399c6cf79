/** Tests of the handler SDK: objects and JSON in, definitions, problems and results out. */
@NullMarked
package io.schedulezero.handler;

import org.jspecify.annotations.NullMarked;
