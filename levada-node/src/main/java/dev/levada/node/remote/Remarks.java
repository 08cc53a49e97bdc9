package dev.levada.node.remote;

import dev.levada.api.connector.BadInputException;
import dev.levada.node.master.JobMaster;
import dev.levada.node.processes.JobLoader;

/** What workers tell for people to hear: what went wrong, and what a pipeline prints. */
final class Remarks {

    private Remarks() {}

    /** Passes a remark on, if it is one. */
    static void pass(ToCoordinator told, JobMaster job, JobLoader.Printer printer) {
        if (told instanceof ToCoordinator.Failing failing) {
            job.failing(new IllegalStateException(failing.cause()));
        } else if (told instanceof ToCoordinator.Fatal fatal) {
            job.fail(
                    fatal.badInput() ? new BadInputException(fatal.cause()) : new IllegalStateException(fatal.cause()));
        } else if (told instanceof ToCoordinator.NotClosed notClosed) {
            job.notClosed(new IllegalStateException(notClosed.cause()));
        } else if (told instanceof ToCoordinator.Warning warning) {
            job.warn(warning.problem());
        } else if (told instanceof ToCoordinator.Lines printed) {
            printed.lines().forEach(line -> printer.print(line, printed.log()));
        }
    }
}
