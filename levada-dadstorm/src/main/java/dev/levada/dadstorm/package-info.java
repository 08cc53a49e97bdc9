/**
 * DADSTORM configurations as Levada jobs: loading one, running it, and the console that commands the run.
 *
 * <p>{@link dev.levada.dadstorm.DadstormPipeline} is the way in. An operator of a configuration becomes a chain of its
 * name with a task for each replica, so that {@code OP1#0} is replica 0 of OP1; what UNIQ and COUNT remember belongs to
 * the operator and not to a replica, and lives in a chain of its own, {@code OP3.state}. Each file that an operator
 * reads is one source, {@code OP1<tweeters.dat}, spread over the replicas by the routing of the operator that receives.
 *
 * <p>The puppet master of the DADSTORM course project is {@link dev.levada.dadstorm.Console} here; its process creation
 * service is the job's own placement.
 */
package dev.levada.dadstorm;
