/**
 * No recovery: a task that is gone stays away, and what was on its way to it is lost.
 *
 * <p>At most once, a channel's numbers may have gaps, but never go back: what comes late or twice is dropped, so no
 * record is ever processed a second time. Under a stronger guarantee a loss ends the job, and as its sinks commit only
 * at the end, nothing of it shows.
 */
package dev.levada.recovery.none;
