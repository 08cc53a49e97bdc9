package dev.levada.console;

import dev.levada.api.connector.BadInputException;
import dev.levada.console.wire.Answers;
import dev.levada.console.wire.Json;
import dev.levada.console.wire.Problem;
import dev.levada.console.wire.Requests;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.Submission;
import dev.levada.node.cluster.UnknownNameException;
import dev.levada.node.metrics.Metrics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The paths, and what of the cluster stands behind each. */
final class Routes {
    private static final String JOB = "/v1/jobs/{id}";
    private static final int MAX_ARGUMENTS = 1_000;
    private static final int LINES = 200;
    private static final String ACCEPTED = "accepted";

    private final Cluster cluster;
    private final Supplier<String> metrics;
    private final Limits limits;

    /** A command to a job, with the body of its request. Returns what came of it. */
    private interface Command<T> {
        String run(String job, T body);
    }

    Routes(Cluster cluster, Supplier<String> metrics, Limits limits) {
        this.cluster = cluster;
        this.metrics = metrics;
        this.limits = limits;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/healthz", context -> answer(context, Map.of("ok", true)), Access.OPEN);
        routes.get("/readyz", this::ready, Access.READ);
        routes.get(
                "/metrics", context -> context.contentType(Metrics.CONTENT_TYPE).result(metrics.get()), Access.METRICS);
        routes.get("/v1/status", context -> answer(context, cluster.status()), Access.READ);
        routes.get(JOB, context -> answer(context, job(Requested.job(context))), Access.READ);
        routes.get(JOB + "/logs", this::logs, Access.READ);
        routes.post("/v1/jobs", this::submit, Access.SUBMIT);
        routes.post(JOB + "/cancel", command(Requests.Nothing.class, this::cancel), Access.OPERATE);
        routes.post(JOB + "/savepoint", command(Requests.Savepoint.class, this::savepoint), Access.OPERATE);
        routes.post(JOB + "/rescale", command(Requests.Rescale.class, this::rescale), Access.OPERATE);
        routes.post(JOB + "/fault", command(Requests.Fault.class, this::fault), Access.OPERATE);
        routes.post(JOB + "/release", command(Requests.Release.class, this::release), Access.OPERATE);
        routes.post(JOB + "/interval", command(Requests.Interval.class, this::interval), Access.OPERATE);
    }

    private void ready(Context context) {
        boolean ready = cluster.status().agents().stream()
                .anyMatch(agent -> agent.state() == ClusterStatus.AgentState.CONNECTED);
        if (!ready) {
            throw new ProblemException(
                    new Problem(Problem.Kind.NOT_READY, "no agent is connected", "start one with 'levada agent'"));
        }
        answer(context, Map.of("ready", true));
    }

    private JobStatus job(String id) {
        return cluster.job(id)
                .orElseThrow(() -> UnknownNameException.job(
                        id, cluster.status().jobs().stream().map(JobStatus::id).toList()));
    }

    private void logs(Context context) {
        Optional<String> worker =
                Optional.ofNullable(context.queryParam("worker")).map(id -> Requested.name("worker", id));
        int lines = Requested.number(context, "lines", LINES, Cluster.MAX_LOG_LINES);
        answer(context, new Answers.Lines(cluster.logs(Requested.job(context), worker, lines)));
    }

    private void submit(Context context) throws Exception {
        Submission submission = Requested.body(context, Submission.class, limits.bodyBytes());
        received(context);
        Admission.detail(context, String.join(" ", Masked.arguments(submission.arguments())));
        if (submission.arguments().isEmpty() || submission.arguments().size() > MAX_ARGUMENTS) {
            throw new BadInputException("a submission of %d arguments; give the pipeline, and %d arguments at most"
                    .formatted(submission.arguments().size(), MAX_ARGUMENTS));
        }
        submission.arguments().forEach(argument -> {
            if (argument.indexOf('\0') >= 0) {
                throw new BadInputException("an argument has a zero character in it; leave it out");
            }
        });
        Requested.text("directory", submission.directory());
        submission.name().ifPresent(name -> Requested.text("name", name));
        answer(context, new Answers.Result(cluster.submit(submission)));
    }

    private <T> Handler command(Class<T> form, Command<T> command) {
        return context -> {
            String job = Requested.job(context);
            T body = Requested.body(context, form, limits.bodyBytes());
            received(context);
            Admission.detail(context, body.toString());
            answer(context, new Answers.Result(command.run(job, body)));
        };
    }

    private String cancel(String job, Requests.Nothing nothing) {
        cluster.cancel(job);
        return ACCEPTED;
    }

    private String savepoint(String job, Requests.Savepoint asked) {
        return cluster.savepoint(job, Requested.text("directory", asked.directory()));
    }

    private String rescale(String job, Requests.Rescale asked) {
        if (asked.parallelism() < 1) {
            throw new BadInputException("parallelism is %d; give 1 or more".formatted(asked.parallelism()));
        }
        return cluster.rescale(job, asked.parallelism());
    }

    private String fault(String job, Requests.Fault asked) {
        asked.task().ifPresent(task -> Requested.text("task", task));
        FaultCommand command = asked.command();
        if (command instanceof FaultCommand.Partition partition) {
            Requested.name("worker", partition.one());
            Requested.name("worker", partition.other());
        }
        cluster.fault(job, command);
        return ACCEPTED;
    }

    private String release(String job, Requests.Release asked) {
        cluster.release(job, Requested.text("chain", asked.chain()));
        return ACCEPTED;
    }

    private String interval(String job, Requests.Interval asked) {
        cluster.interval(job, Requested.text("chain", asked.chain()), asked.pause());
        return ACCEPTED;
    }

    private static void received(Context context) {
        if (context.req().getAttribute(Guard.RECEIVED) instanceof Runnable received) {
            received.run();
        }
    }

    private static void answer(Context context, Object value) {
        context.contentType(Headers.JSON).result(Json.bytes(value));
    }
}
