/** Jobs drawn from a seed, with what must come out of them, and the systems outside that they read and write. */
package dev.levada.testkit.sample;
