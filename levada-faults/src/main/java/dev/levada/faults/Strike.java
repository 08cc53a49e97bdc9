package dev.levada.faults;

/**
 * One fault to be done.
 *
 * @param at the share of the records that the job is to have committed by then, from 0 to 1
 * @param victim which process, counted around among those there are
 * @param millis how long it lasts
 */
record Strike(Fault fault, double at, int victim, int millis) {}
