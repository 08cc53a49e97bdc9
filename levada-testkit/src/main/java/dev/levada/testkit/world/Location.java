package dev.levada.testkit.world;

/** Where an attempt runs: in one incarnation of one worker. */
record Location(int worker, int incarnation) {}
