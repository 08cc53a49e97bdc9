/**
 * Random numbers that are a function of a seed, a tag and the number of a record, so that any record can be made by
 * itself; after G. L. Steele Jr., D. Lea and C. H. Flood, <em>Fast Splittable Pseudorandom Number Generators</em>,
 * OOPSLA 2014.
 */
package dev.levada.dspbench.draw;
