/**
 * Small worlds in which nothing is left to chance, and all that can happen in them, in every order.
 *
 * <p>Stateless model checking after P. Godefroid, "Model Checking for Programming Languages using VeriSoft" (POPL
 * 1997), with states told apart by their contents, and schedules in the order of how far they are from the usual one,
 * after M. Emmi, S. Qadeer and Z. Rakamarić, "Delay-Bounded Scheduling" (POPL 2011).
 */
package dev.levada.testkit.explore;
