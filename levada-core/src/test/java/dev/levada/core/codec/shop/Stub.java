package dev.levada.core.codec.shop;

/** Seen by nobody else, unless the package is open. */
record Stub(int seat) {}
