/**
 * Optimistic logging: what tasks choose is written without anybody waiting for it, and what leaves a worker says on
 * which logs it depends that are not durable yet. When a worker is lost, so is the end of its log; whoever depends on
 * that, an <em>orphan</em>, goes back, too, to the latest line up to which everything can be done again. What sinks
 * show is part of a complete epoch and depends on no log.
 *
 * <p>After R. Strom and S. Yemini, "Optimistic Recovery in Distributed Systems" (ACM TOCS 1985), with the dependency
 * vectors, and the line that is drawn once, of E. Elnozahy et al., "A Survey of Rollback-Recovery Protocols in
 * Message-Passing Systems" (ACM Computing Surveys 2002, section 4.2). Their process is a worker here, their state
 * interval a slice in its log.
 */
package dev.levada.recovery.log.optimistic;
