/**
 * From what a user types to a pipeline that can be run: programs by name or out of a jar, and DADSTORM configurations.
 */
package dev.levada.cli.pipeline;
