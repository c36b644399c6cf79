package io.schedulezero.api;

import java.util.List;

/** Answer of the operations that make many things. */
record Ids(List<String> ids) {}
