package dev.levada.cli.standing;

import dev.levada.api.connector.BadInputException;
import dev.levada.cli.log.LogFormat;
import dev.levada.cli.log.LogSettings;
import dev.levada.cli.log.Logging;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.Home;
import dev.levada.io.net.DevelopmentCa;
import dev.levada.io.net.Mtls;
import dev.levada.io.net.Role;
import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.node.http.BearerToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What coordinators and agents have in common: where they listen, their secrets, and their log. */
public final class StandingOptions {
    /** How long all that is open may take to be closed when the process is told to end. */
    static final Duration DRAIN = Duration.ofSeconds(20);

    private static final int MAX_PORT = 65_535;
    private static final Set<Role> CLIENTS = Set.of(Role.SUBMITTER, Role.OPERATOR);

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 127.0.0.1 if not given. Anything but a loopback address needs"
                    + " --tls.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--token-dir",
            paramLabel = "DIR",
            description = "Where the secret of the cluster and the tokens are, or are to be made; $LEVADA_HOME, else"
                    + " ~/.levada, if not given.")
    private @Nullable Path tokenDirectory;

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description = "Speak mutual TLS, with ca.pem and the certificate and key of this process in DIR, as"
                    + " 'levada certs' makes them.")
    private @Nullable Path tls;

    @Option(names = "--log-format", paramLabel = "TEXT|JSON", description = "What the lines of the log look like.")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(names = "--log-file", paramLabel = "FILE", description = "Where the log goes; standard error if not given.")
    private @Nullable Path logFile;

    /** As picocli makes it. */
    public StandingOptions() {}

    /** The home of tokens, secrets and, unless told otherwise, all else. */
    Path home() {
        return Home.or(tokenDirectory).toAbsolutePath();
    }

    boolean hasTls() {
        return tls != null;
    }

    /**
     * How the processes of the cluster prove to each other who they are.
     *
     * @param name of this process; null for the only one that has a certificate in the directory, or without TLS
     */
    Security security(Role role, @Nullable String name) {
        if (tls == null) {
            return SharedSecret.ofAll(made("cluster.secret", Secret::readOrMake));
        }
        try {
            DevelopmentCa.NodeFiles files = DevelopmentCa.NodeFiles.in(tls, Set.of(role), name);
            return Mtls.ofPem(files.certificate(), files.key(), files.authority());
        } catch (IOException e) {
            throw CommandException.badInput(
                    "--tls %s: %s; 'levada certs' makes what should be there".formatted(tls, e.getMessage()), e);
        }
    }

    /** What a door for clients shows and asks for; empty without TLS. */
    static Optional<SSLContext> door(Security security) throws IOException {
        return security instanceof Mtls mtls ? Optional.of(mtls.context(CLIENTS)) : Optional.empty();
    }

    /** What readers of the metrics have to show. */
    BearerToken metricsToken() {
        return made("metrics.token", BearerToken::readOrMake);
    }

    /** What the log looks like, also in processes that this one starts. */
    LogFormat logFormat() {
        return logFormat;
    }

    private interface Maker<T> {
        T readOrMake(Path file) throws IOException;
    }

    private <T> T made(String file, Maker<T> maker) {
        try {
            return maker.readOrMake(home().resolve(file));
        } catch (IOException e) {
            throw new BadInputException(
                    "'%s' can be neither read nor made: %s; name a directory of your own with --token-dir"
                            .formatted(home().resolve(file), e.getMessage()),
                    e);
        }
    }

    /** A port of this host. */
    InetSocketAddress address(String option, int port) {
        if (port < 0 || port > MAX_PORT) {
            throw CommandException.badInput(
                    "%s %d: a port from 0 to %d was expected".formatted(option, port, MAX_PORT));
        }
        try {
            InetAddress address = InetAddress.getByName(bind);
            if (!address.isLoopbackAddress() && tls == null) {
                throw CommandException.badInput(
                        "--bind %s: it is not a loopback address, so others could listen in and connect; give certificates with --tls DIR ('levada certs' makes some), or use 127.0.0.1"
                                .formatted(bind));
            }
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw CommandException.badInput("--bind %s: there is no such address".formatted(bind), e);
        }
    }

    /** The same, for another process. */
    List<String> forAnother() {
        List<String> words = new ArrayList<>(
                List.of("--bind", bind, "--token-dir", home().toString(), "--log-format", logFormat.name()));
        if (tls != null) {
            words.addAll(List.of("--tls", tls.toAbsolutePath().toString()));
        }
        return words;
    }

    void startLog() {
        try {
            Logging.start(
                    logFile == null ? LogSettings.toStandardError(logFormat) : LogSettings.toFile(logFormat, logFile));
        } catch (IOException e) {
            throw new BadInputException("log '%s' cannot be written: %s".formatted(logFile, e.getMessage()), e);
        }
    }

    static String text(InetSocketAddress address) {
        return "%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort());
    }
}
