package dev.levada.bench.replicas;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** Members and a client of what a provider stands on, with nothing of ours. Found by {@link ServiceLoader}. */
public interface OwnClient {

    /** The name of the provider. */
    String provider();

    /**
     * Starts members in this process, and a client that reaches them over sockets; returns when they serve.
     *
     * @param directory for what members keep and log
     */
    Group open(int replicas, Path directory) throws IOException;

    /** That of a provider, if there is one. */
    static Optional<OwnClient> of(String provider) {
        return ServiceLoader.load(OwnClient.class, OwnClient.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.provider().equals(provider))
                .findFirst();
    }
}
