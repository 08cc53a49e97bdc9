/** Results of measurements as files: what scripts read, what is compared, and pages to look at. */
package dev.levada.cli.results;
