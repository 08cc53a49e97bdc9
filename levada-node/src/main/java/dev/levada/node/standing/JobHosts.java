package dev.levada.node.standing;

import dev.levada.cluster.control.Location;
import dev.levada.node.remote.WorkerHosts;
import dev.levada.node.remote.WorkerName;
import dev.levada.node.remote.Workforce;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The worker processes of one job, wherever its fleet has room. */
final class JobHosts implements WorkerHosts {
    private final String job;
    private final String directory;
    private final RunCredentials credentials;
    private final Fleet fleet;
    private final Runnable afterwards;
    private volatile @Nullable Workforce workforce;

    /**
     * Starts nothing yet.
     *
     * @param directory where workers run
     * @param afterwards done when all workers have ended
     */
    JobHosts(String job, String directory, RunCredentials credentials, Fleet fleet, Runnable afterwards) {
        this.job = job;
        this.directory = directory;
        this.credentials = credentials;
        this.fleet = fleet;
        this.afterwards = afterwards;
    }

    void serve(Workforce newWorkforce) {
        workforce = newWorkforce;
    }

    private Workforce workforce() {
        return Objects.requireNonNull(workforce, "served before the first start");
    }

    @Override
    public void start(Location worker) {
        fleet.start(new Launch(
                WorkerName.of(job, worker),
                job,
                directory,
                credentials,
                how -> workforce().exited(worker, how),
                () -> workforce().unwatched(worker)));
    }

    @Override
    public void kill(Location worker) {
        fleet.kill(WorkerName.of(job, worker));
    }

    @Override
    public void check(Location worker) {
        fleet.check(WorkerName.of(job, worker));
    }

    @Override
    public void freeze(Location worker, boolean freeze) {
        fleet.freeze(WorkerName.of(job, worker), freeze);
    }

    @Override
    public void close() {
        afterwards.run(); // none of them is left when it is called
    }
}
