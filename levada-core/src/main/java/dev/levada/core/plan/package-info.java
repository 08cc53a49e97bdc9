/**
 * What is to be run: the identities that outlive every attempt, and the job as tasks and channels.
 *
 * <p>The papers' task alias is our {@link dev.levada.core.plan.TaskId}, their virtual channel our
 * {@link dev.levada.core.plan.ChannelId}.
 */
package dev.levada.core.plan;
