package io.schedulezero.api;

/** Answer of the operations that concern many things. */
record Count(int count) {}
