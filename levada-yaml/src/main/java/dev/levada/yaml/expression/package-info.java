/**
 * A small typed language for conditions and values: no loops, nothing of the outside, the same result each time. Types
 * are known before anything runs.
 */
package dev.levada.yaml.expression;
