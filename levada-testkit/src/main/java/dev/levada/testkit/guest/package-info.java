/**
 * What a user's own topology needs in the simulated world: sources that take their time, and sinks that keep what they
 * get.
 */
package dev.levada.testkit.guest;
