/** What a replicated machine costs over the consensus that it stands on. */
package dev.levada.bench.replicas;
