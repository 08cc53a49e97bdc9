/** Certificates for development. */
package dev.levada.cli.certs;
