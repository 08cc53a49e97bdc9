/**
 * What operators do with tuples, as stages of a job.
 *
 * <p>A stage named by the operator's id has a task for each replica. UNIQ and COUNT have a second one, of the id and
 * {@code .state}: what they remember is the operator's, whichever replica received the tuple, and outlives a replica.
 */
package dev.levada.dadstorm.operator;
