package io.schedulezero.archfixture.nulls.marked;

public final class AllowedMarked {}
