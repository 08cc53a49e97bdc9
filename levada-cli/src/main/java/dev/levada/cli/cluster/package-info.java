/** The commands to a standing cluster, and the client behind them. */
package dev.levada.cli.cluster;
