/**
 * A pipeline as a marked class: the methods of a sequential program become source, stages and sink, and their types say
 * what flows between them.
 *
 * <p>The notions are those of D. Griebler et al., "SPar: A DSL for High-Level and Productive Stream Parallelism",
 * Parallel Processing Letters 27(1), 2017. Its ToStream is {@link dev.levada.api.annotation.ToStream}; its Stage is
 * {@link dev.levada.api.annotation.Stage}; its Input and Output are the parameter and the result of a method; its
 * Replicate is {@link dev.levada.api.annotation.Stage#replicate}. Beside them, state is declared
 * ({@link dev.levada.api.annotation.Keyed}) and recovery is chosen for each stage.
 *
 * <p>Without the engine the class is still the sequential program: see {@link dev.levada.api.annotation.Sequential}.
 */
package dev.levada.api.annotation;
