/**
 * The door through which a recovery protocol sees a job, in two halves: {@link dev.levada.core.recovery.TaskRecovery}
 * beside each task, {@link dev.levada.core.recovery.JobRecovery} in the control plane, both made by a
 * {@link dev.levada.core.recovery.RecoveryProtocol}.
 *
 * <p>The data plane asks at the events named here and nowhere else; a protocol changes no file of this module.
 */
package dev.levada.core.recovery;
