/** Pictures of what happened when, as text that any browser shows: SVG. */
package dev.levada.cli.picture;
