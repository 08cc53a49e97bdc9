package dev.levada.console;

import dev.levada.api.connector.BadInputException;
import dev.levada.node.cluster.Cluster;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/** Where clients come in: serves a cluster's REST interface until it is closed. */
public final class ClientDoor implements AutoCloseable {
    private static final int THREADS = 100;

    private final Javalin javalin;
    private final InetSocketAddress address;

    private ClientDoor(Javalin javalin, InetSocketAddress address) {
        this.javalin = javalin;
        this.address = address;
    }

    /**
     * Opens the door. Makes the tokens if there are none yet.
     *
     * @param metrics of this process, in the text format of Prometheus
     * @throws BadInputException if the address is not a loopback address and there is no TLS, or is taken; or if the
     *     tokens are not safe. Nothing listens then
     */
    public static ClientDoor open(DoorOptions options, Cluster cluster, Supplier<String> metrics, Audit audit) {
        return open(options, Limits.STANDARD, cluster, metrics, audit);
    }

    static ClientDoor open(DoorOptions options, Limits limits, Cluster cluster, Supplier<String> metrics, Audit audit) {
        requireSafe(options);
        Admission admission = new Admission(Tokens.in(options.tokenDirectory()), audit);
        Javalin javalin = Javalin.create(config -> {
            quiet(config);
            config.http.prefer405over404 = true;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            listen(config, options, limits);
            admission.addTo(config);
            new Routes(cluster, metrics, limits).addTo(config.routes);
        });
        return new ClientDoor(
                start(javalin, options), new InetSocketAddress(options.bind().getAddress(), javalin.port()));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Ends all requests, and stops listening. */
    @Override
    public void close() {
        javalin.stop();
    }

    Javalin javalin() {
        return javalin;
    }

    private static void requireSafe(DoorOptions options) {
        InetSocketAddress bind = options.bind();
        if (bind.isUnresolved()) {
            throw new BadInputException("there is no host '%s' to listen on for clients; name an address of this host"
                    .formatted(bind.getHostString()));
        }
        if (!bind.getAddress().isLoopbackAddress() && options.tls().isEmpty()) {
            throw new BadInputException(
                    "clients could come in at %s from other hosts, and there is no TLS; give certificates, or listen on 127.0.0.1"
                            .formatted(bind));
        }
    }

    private static Javalin start(Javalin javalin, DoorOptions options) {
        try {
            return javalin.start();
        } catch (JavalinException e) {
            javalin.stop();
            throw new BadInputException(
                    "nothing can listen for clients on %s; end who listens there, or choose another port"
                            .formatted(options.bind()),
                    e);
        }
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    private static void listen(JavalinConfig config, DoorOptions options, Limits limits) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2, 30_000);
        threads.setName("levada-door");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        Scheduler scheduler = new ScheduledExecutorScheduler("levada-door-time", true);
        Arrivals arrivals = new Arrivals(limits, scheduler);
        config.jetty.modifyServer(server -> {
            server.addBean(scheduler);
            server.setErrorHandler(new ErrorAnswers());
            server.setHandler(new Guard(options, limits, arrivals));
            server.setStopTimeout(0);
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ErrorAnswers()));
        config.jetty.modifyHttpConfiguration(http -> configure(http, limits));
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = connector(server, http, options.tls());
            connector.setHost(options.bind().getAddress().getHostAddress());
            connector.setPort(options.bind().getPort());
            connector.setIdleTimeout(limits.idle().toMillis());
            connector.addBean(arrivals);
            connector.addBean(new NetworkConnectionLimit(limits.connections(), connector));
            return connector;
        });
    }

    private static void configure(HttpConfiguration http, Limits limits) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(limits.headerBytes());
        http.setUriCompliance(UriCompliance.DEFAULT);
        // A request each: what a connection owes us is then simple to say.
        http.setPersistentConnectionsEnabled(false);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, Optional<SSLContext> tls) {
        ConnectionFactory plain = new HttpConnectionFactory(http);
        if (tls.isEmpty()) {
            return new ServerConnector(server, 1, 1, plain);
        }
        // Certificates name a node, not a host, and the guard knows our hosts.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls.get());
        factory.setNeedClientAuth(true);
        factory.setIncludeProtocols("TLSv1.3");
        return new ServerConnector(
                server, 1, 1, new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString()), plain);
    }
}
