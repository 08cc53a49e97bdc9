package dev.levada.cli.cluster;

import dev.levada.api.connector.BadInputException;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.console.wire.Answers;
import dev.levada.console.wire.Json;
import dev.levada.console.wire.Problem;
import dev.levada.console.wire.Requests;
import dev.levada.console.wire.Role;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.Submission;
import dev.levada.node.cluster.UnknownNameException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A cluster elsewhere, asked over HTTP. Its errors are the cluster's; without a cluster, exit code 4. Of the members of
 * a coordinator only the one that coordinates answers; while none does, they are asked again for a while.
 */
public final class ClusterClient implements Cluster {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofSeconds(60);
    /** A savepoint of much state takes a while to write. */
    private static final Duration LONG = Duration.ofMinutes(15);
    /** After that, another member is asked. */
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** So long members may take to agree on who coordinates. */
    private static final Duration ELECTION = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final HttpClient http;
    /** The one that answered last is the first. Guarded by itself. */
    private final List<URI> members;

    private final Path tokens;

    ClusterClient(List<URI> members, Path tokens, Optional<SSLContext> tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
        this.members = new ArrayList<>(members);
        this.tokens = tokens;
    }

    @Override
    public String submit(Submission submission) {
        return post(Role.SUBMIT, "/v1/jobs", submission, SHORT);
    }

    @Override
    public ClusterStatus status() {
        return get("/v1/status", ClusterStatus.class);
    }

    @Override
    public Optional<JobStatus> job(String id) {
        return status().jobs().stream().filter(job -> job.id().equals(id)).findFirst();
    }

    @Override
    public void cancel(String job) {
        post(Role.OPERATE, job(job, "cancel"), new Requests.Nothing(), SHORT);
    }

    @Override
    public String savepoint(String job, String directory) {
        return post(Role.OPERATE, job(job, "savepoint"), new Requests.Savepoint(directory), LONG);
    }

    @Override
    public String rescale(String job, int parallelism) {
        return post(Role.OPERATE, job(job, "rescale"), new Requests.Rescale(parallelism), LONG);
    }

    @Override
    public void fault(String job, FaultCommand command) {
        post(Role.OPERATE, job(job, "fault"), Requests.Fault.of(command), SHORT);
    }

    @Override
    public void release(String job, String chain) {
        post(Role.OPERATE, job(job, "release"), new Requests.Release(chain), SHORT);
    }

    @Override
    public void interval(String job, String chain, Duration pause) {
        post(Role.OPERATE, job(job, "interval"), new Requests.Interval(chain, pause.toMillis()), SHORT);
    }

    @Override
    public List<String> logs(String job, Optional<String> worker, int lines) {
        String query = "?lines=" + lines
                + worker.map(id -> "&worker=" + id("worker", id)).orElse("");
        return get(job(job, "logs") + query, Answers.Lines.class).lines();
    }

    private static String job(String id, String what) {
        return "/v1/jobs/" + id("job", id) + "/" + what;
    }

    /** An id that is none could make another path. */
    private static String id(String kind, String id) {
        if (!ID.matcher(id).matches() || id.matches("\\.+")) {
            throw new UnknownNameException(
                    "'%s' is no id of a %s; 'levada status' lists those there are".formatted(id, kind));
        }
        return id;
    }

    private <T> T get(String path, Class<T> type) {
        return read(send(Role.READ, path, HttpRequest.newBuilder().GET(), true), type);
    }

    private String post(Role role, String path, Object body, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        return read(send(role, path, request, false), Answers.Result.class).result();
    }

    private byte[] send(Role role, String path, HttpRequest.Builder request, boolean repeatable) {
        Optional<String> token = token(role);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            if (!repeatable && members().size() > 1) {
                HttpResponse<byte[]> unused =
                        exchange("/v1/status", HttpRequest.newBuilder().GET(), true);
            }
            HttpResponse<byte[]> response = exchange(path, request, repeatable);
            if (response.statusCode() == 200) {
                return response.body();
            }
            throw refused(read(response.body(), Problem.class), role, token.isPresent());
        } catch (HttpTimeoutException e) {
            throw CommandException.noCluster(
                    "the cluster at %s did not answer in time; see whether its coordinator is well".formatted(place()));
        } catch (IOException e) {
            throw CommandException.noCluster(
                    "no cluster at %s: %s; start one with 'levada coordinator', or name it with --cluster HOST:PORT"
                            .formatted(place(), reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.noCluster("interrupted while the cluster was asked; ask again");
        }
    }

    /**
     * Goes on to the next member where this one has surely not heard of it. One that stands still may have: then only
     * if it does no harm twice, which is why it is first found out who answers.
     */
    private HttpResponse<byte[]> exchange(String path, HttpRequest.Builder request, boolean repeatable)
            throws IOException, InterruptedException {
        List<URI> all = members();
        if (repeatable) {
            request.timeout(all.size() == 1 ? SHORT : ANSWER);
        }
        long deadline = System.nanoTime() + ELECTION.toNanos();
        for (int i = 0; ; i++) {
            URI member = all.get(i % all.size());
            try {
                HttpResponse<byte[]> response =
                        http.send(request.uri(member.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
                prefer(member);
                return response;
            } catch (IOException e) {
                boolean allAsked = (i + 1) % all.size() == 0;
                if (all.size() == 1 || !mayGoOn(e, repeatable) || (allAsked && System.nanoTime() - deadline > 0)) {
                    throw e;
                }
                if (allAsked) {
                    Thread.sleep(PAUSE.toMillis()); // until they have agreed on who coordinates
                }
            }
        }
    }

    private static boolean mayGoOn(IOException failure, boolean repeatable) {
        return repeatable || failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private List<URI> members() {
        synchronized (members) {
            return List.copyOf(members);
        }
    }

    private void prefer(URI member) {
        synchronized (members) {
            members.remove(member);
            members.add(0, member);
        }
    }

    private String place() {
        return members().stream().map(URI::getAuthority).collect(Collectors.joining(", "));
    }

    private static String reason(IOException error) {
        return error instanceof ConnectException && error.getMessage() == null
                ? "nobody listens there"
                : String.valueOf(error.getMessage());
    }

    private <T> T read(byte[] json, Class<T> type) {
        try {
            return Json.read(json, type);
        } catch (BadInputException e) {
            throw CommandException.noCluster(
                    "what answers at %s is no coordinator of this version; name one with --cluster HOST:PORT"
                            .formatted(place()));
        }
    }

    private RuntimeException refused(Problem problem, Role role, boolean tokenSent) {
        String message = problem.message();
        return switch (problem.kind()) {
            case UNKNOWN -> new UnknownNameException(message);
            case REFUSED, NOT_READY -> new RefusedException(message);
            case NOT_GUARANTEED -> new GuaranteeException(message);
            case UNEXPECTED -> new RefusedException(message);
            case UNAUTHENTICATED ->
                CommandException.badInput("%s '%s'; name the directory of the coordinator's tokens with --token-dir"
                        .formatted(
                                tokenSent ? "the cluster does not know the token in" : "there is no token",
                                tokens.resolve(role.fileName())));
            default -> new BadInputException(message);
        };
    }

    private Optional<String> token(Role role) {
        Path file = tokens.resolve(role.fileName());
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandException.badInput(
                    "token '%s' cannot be read: %s; run this as the user of the coordinator, or name your own tokens with --token-dir"
                            .formatted(file, e),
                    e);
        }
    }
}
