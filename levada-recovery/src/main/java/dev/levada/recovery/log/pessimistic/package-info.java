/**
 * Pessimistic logging: nothing leaves a task before what the task chose until then is durable. So no task ever depends
 * on a choice that can be lost, and a failed task alone goes back: to its snapshot of the last complete epoch, and from
 * there through its log, doing the same again under the same numbers.
 *
 * <p>After E. Elnozahy et al., "A Survey of Rollback-Recovery Protocols in Message-Passing Systems" (ACM Computing
 * Surveys 2002, section 4.1). There the log holds the messages, too: so does a log of the contents here. By default it
 * does not: their producers keep them, or make them again.
 */
package dev.levada.recovery.log.pessimistic;
