/** Codecs derived from types: equal values give equal bytes, in every process and on every run of the JVM. */
package dev.levada.core.codec;
