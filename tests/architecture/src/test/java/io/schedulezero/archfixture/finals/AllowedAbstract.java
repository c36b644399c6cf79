package io.schedulezero.archfixture.finals;

import org.jspecify.annotations.NullMarked;

@NullMarked
abstract class AllowedAbstract {}
