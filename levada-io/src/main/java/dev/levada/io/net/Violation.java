package dev.levada.io.net;

/** A peer did what it may not; goes up the pipeline to whoever closes the connection. */
record Violation(Reason reason, String detail) {}
