/** Reinforcement Learner: see its README. */
package dev.levada.dspbench.learner;
