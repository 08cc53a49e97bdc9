package dev.levada.node.standing;

import dev.levada.cluster.control.Location;
import dev.levada.node.remote.WorkerHosts;
import dev.levada.node.remote.WorkerName;
import dev.levada.node.remote.Workforce;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The worker processes of one job, wherever its fleet has room. */
final class JobHosts implements WorkerHosts {
    private final String job;
    private final String directory;
    private final RunCredentials credentials;
    private final Fleet fleet;
    private final Map<String, List<String>> names;
    private final boolean logsOnHosts;
    private final Runnable afterwards;
    private volatile @Nullable Workforce workforce;

    /**
     * Starts nothing yet.
     *
     * @param directory where workers run
     * @param names what each host is called that a worker is to run at
     * @param logsOnHosts whether workers leave something on the disks of their hosts that others in their places need
     * @param afterwards done when all workers have ended
     */
    JobHosts(
            String job,
            String directory,
            RunCredentials credentials,
            Fleet fleet,
            Map<String, List<String>> names,
            boolean logsOnHosts,
            Runnable afterwards) {
        this.job = job;
        this.directory = directory;
        this.credentials = credentials;
        this.fleet = fleet;
        this.names = names;
        this.logsOnHosts = logsOnHosts;
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
        Optional<String> wanted = workforce().host(worker);
        fleet.start(new Launch(
                WorkerName.of(job, worker),
                job,
                directory,
                credentials,
                wanted.map(names::get).orElse(List.of()),
                logsOnHosts ? agentBefore(worker) : Optional.empty(),
                agent -> workforce()
                        .warn("worker %d runs at agent '%s', as no agent had room for it that serves %s"
                                .formatted(worker.worker(), agent, wanted.orElse(""))),
                how -> workforce().exited(worker, how),
                () -> workforce().unwatched(worker)));
    }

    private Optional<String> agentBefore(Location worker) {
        return fleet.agentOf(WorkerName.of(job, new Location(worker.worker(), worker.incarnation() - 1)));
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
