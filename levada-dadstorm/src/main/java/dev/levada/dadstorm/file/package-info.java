/**
 * The files that a configuration names: where they are looked for, and how tuples are read from and written to them.
 */
package dev.levada.dadstorm.file;
