/**
 * What the applications have in common: input that is generated or read from files, output lines that can be compared,
 * and a verdict. Each application is a package of its own.
 *
 * <p>The applications are those of M. V. Bordin, D. Griebler, G. Mencagli, C. F. R. Geyer and L. G. Fernandes,
 * <em>DSPBench: A Suite of Benchmark Applications for Distributed Data Stream Processing Systems</em>, IEEE Access 8,
 * 2020, written anew so that what they put out depends neither on timing nor on parallelism.
 */
package dev.levada.dspbench;
