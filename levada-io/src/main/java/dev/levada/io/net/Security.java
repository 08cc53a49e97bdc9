package dev.levada.io.net;

/** How processes prove to each other who they are. */
public sealed interface Security permits SharedSecret, Mtls {}
