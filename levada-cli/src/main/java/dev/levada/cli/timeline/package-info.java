/** The command that draws the recoveries in reports. */
package dev.levada.cli.timeline;
