package dev.levada.core.codec.shop;

/** Seen by everyone if the package is exported. */
public record Ticket(String event, int seat) {}
