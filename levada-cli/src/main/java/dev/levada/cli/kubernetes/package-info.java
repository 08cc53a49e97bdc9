/** Manifests that run a cluster on Kubernetes; nothing here talks to one. */
package dev.levada.cli.kubernetes;
