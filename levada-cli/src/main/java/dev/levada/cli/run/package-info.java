/** {@code levada run}: starts a pipeline, shows how it goes, and says how it went. */
package dev.levada.cli.run;
