package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.io.net.Identity;
import dev.levada.io.net.Role;
import dev.levada.node.log.LogKey;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of workers on the network: {@code JOB.w3-2} is the second process of the third worker of a job. */
public final class WorkerName {
    private static final Pattern FORM = Pattern.compile("(.+)\\.w([1-9]\\d{0,8})-([1-9]\\d{0,17})");

    private WorkerName() {}

    /** The name of a worker of a job. */
    public static String of(String job, Location worker) {
        return "%s.w%d-%d".formatted(job, worker.worker(), worker.incarnation());
    }

    /** The name of a worker of the same job as another. */
    static String of(Location worker, Identity sibling) {
        Matcher matcher = FORM.matcher(sibling.node());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("%s is no worker of a job".formatted(sibling));
        }
        return of(matcher.group(1), worker);
    }

    /** Where a worker stands in its job; empty if it is none. */
    public static Optional<Location> location(Identity identity) {
        Matcher matcher = FORM.matcher(identity.node());
        if (identity.role() != Role.WORKER || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Location(Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))));
    }

    /** What a line of a log about a worker is about. */
    public static Map<LogKey, String> about(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? Map.of(LogKey.WORKER, name, LogKey.JOB, matcher.group(1))
                : Map.of(LogKey.WORKER, name);
    }

    /** The job of a worker; empty if it is none. */
    public static Optional<String> job(Identity identity) {
        Matcher matcher = FORM.matcher(identity.node());
        return identity.role() == Role.WORKER && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
