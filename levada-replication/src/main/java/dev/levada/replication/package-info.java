/**
 * State machine replication: any deterministic object as a service that goes on while a minority of its replicas is
 * away.
 *
 * <p>A user writes a {@link dev.levada.replication.StateMachine}, starts it with
 * {@link dev.levada.replication.Replicated}, and uses it through a {@link dev.levada.replication.Client}. How the
 * replicas agree is behind {@link dev.levada.replication.consensus}.
 */
package dev.levada.replication;
