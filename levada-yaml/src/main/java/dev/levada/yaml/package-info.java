/** Reads pipeline files and makes topologies of them. */
package dev.levada.yaml;
