package dev.levada.node.standing;

import dev.levada.io.net.Identity;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.io.net.WorkerAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the workers of one start of a job are known by. A job's code has what its own worker has: so it can pose neither
 * as an agent, nor as a worker of another job or of an earlier start.
 */
sealed interface RunCredentials {

    /**
     * What one worker is given, as {@link Security#ofText} reads it. Never for a log or a command line.
     *
     * @param worker its name
     */
    String of(String worker);

    /** New ones, that nobody has yet. */
    static RunCredentials under(Security cluster) {
        if (!(cluster instanceof Mtls mtls)) {
            return new Shared(Secret.random());
        }
        try {
            return new Certified(WorkerAuthority.create(mtls));
        } catch (IOException e) {
            throw new UncheckedIOException("workers cannot be given certificates: " + e.getMessage(), e);
        }
    }

    /**
     * How a coordinator tells who calls: agents as the cluster does, and workers by the credentials of their job.
     *
     * @param ofWorker empty if it is of no job that runs
     */
    static Security admitting(Security cluster, Function<Identity, Optional<RunCredentials>> ofWorker)
            throws IOException {
        if (cluster instanceof Mtls mtls) {
            return mtls.trustingWorkers(worker -> ofWorker.apply(worker)
                    .filter(Certified.class::isInstance)
                    .map(run -> ((Certified) run).authority()));
        }
        SharedSecret ofAgents = (SharedSecret) cluster;
        return new SharedSecret(peer -> switch (peer.role()) {
            case AGENT -> ofAgents.secrets().with(peer);
            case WORKER -> ofWorker.apply(peer).filter(Shared.class::isInstance).map(run -> ((Shared) run).secret());
            default -> Optional.empty();
        });
    }

    /** One secret for all workers, on this host. */
    record Shared(Secret secret) implements RunCredentials {
        @Override
        public String of(String worker) {
            return secret.encoded();
        }
    }

    /** A certificate for each worker, of an authority that signs no others. */
    record Certified(WorkerAuthority authority) implements RunCredentials {
        @Override
        public String of(String worker) {
            try {
                return authority.issue(worker);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "worker '%s' cannot be given a certificate: %s".formatted(worker, e.getMessage()), e);
            }
        }
    }
}
