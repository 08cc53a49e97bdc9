package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.io.net.Connection;
import dev.levada.io.net.ConnectionHandler;
import dev.levada.io.net.Reason;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The control port of a coordinator: leads each worker to the job that it is of. Any thread. */
public final class ControlDoor implements ConnectionHandler {
    private final Map<String, Workforce> jobs = new ConcurrentHashMap<>();

    /** A door that leads nowhere yet. */
    public ControlDoor() {}

    /** Leads the workers of a job to it. */
    public void admit(String job, Workforce workforce) {
        jobs.put(job, workforce);
    }

    /** The job is over. */
    public void dismiss(String job) {
        jobs.remove(job);
    }

    @Override
    public void opened(Connection connection) {
        Optional<Workforce> workforce = workforce(connection);
        Optional<Location> worker = WorkerName.location(connection.remote());
        if (workforce.isEmpty() || worker.isEmpty()) {
            Workforce.end(connection); // of a job that is over
        } else {
            workforce.get().opened(worker.get(), connection);
        }
    }

    @Override
    public void message(Connection connection, ByteBuffer message) {
        Optional<Workforce> workforce = workforce(connection);
        Optional<Location> worker = WorkerName.location(connection.remote());
        if (workforce.isPresent() && worker.isPresent()) {
            workforce.get().message(worker.get(), connection, message);
        }
    }

    @Override
    public void closed(Connection connection, Reason reason, String detail) {
        workforce(connection)
                .ifPresent(workforce -> WorkerName.location(connection.remote())
                        .ifPresent(worker -> workforce.closed(worker, connection)));
    }

    private Optional<Workforce> workforce(Connection connection) {
        return WorkerName.job(connection.remote()).map(jobs::get);
    }
}
