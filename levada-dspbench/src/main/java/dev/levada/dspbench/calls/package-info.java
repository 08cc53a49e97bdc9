/** VoIPStream: see its README. */
package dev.levada.dspbench.calls;
