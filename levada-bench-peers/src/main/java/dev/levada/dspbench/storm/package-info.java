/** What applications on Apache Storm have in common. */
@org.jspecify.annotations.NullMarked
package dev.levada.dspbench.storm;
