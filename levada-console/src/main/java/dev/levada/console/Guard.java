package dev.levada.console;

import dev.levada.console.wire.Problem;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns away what no client of ours sends, before anything looks at it: a browser that was led here under another name
 * (DNS rebinding), or by another site's page (request forgery), and methods that we have no use for.
 */
final class Guard extends Handler.Wrapper {
    /** What is told that the request has been read; a {@link Runnable}. */
    static final String RECEIVED = "levada.received";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> METHODS = Set.of("GET", "POST");

    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9_.=&-]*");

    private final Set<String> hosts;
    private final boolean secure;
    private final Arrivals arrivals;
    private final int maxBodyBytes;

    Guard(DoorOptions options, Limits limits, Arrivals arrivals) {
        this.hosts = new HashSet<>(LOOPBACK);
        options.hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        this.secure = options.tls().isPresent();
        this.arrivals = arrivals;
        this.maxBodyBytes = limits.bodyBytes();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Headers.addTo(response.getHeaders());
        Optional<Problem> problem = problem(request);
        if (problem.isPresent()) {
            ErrorAnswers.write(response, callback, problem.get());
            return true;
        }
        request.setAttribute(RECEIVED, (Runnable)
                () -> arrivals.received(request.getConnectionMetaData().getConnection()));
        return super.handle(request, response, callback);
    }

    private Optional<Problem> problem(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || !hosts.contains(withoutPort(host))) {
            return Optional.of(new Problem(
                    Problem.Kind.MISDIRECTED,
                    "this cluster does not go by the name in the Host header",
                    "use 127.0.0.1, or a name that the coordinator was started with"));
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && !origin.equalsIgnoreCase((secure ? "https://" : "http://") + host)) {
            return Optional.of(new Problem(
                    Problem.Kind.FORBIDDEN, "pages of other sites may not send requests", "leave Origin out"));
        }
        if (!METHODS.contains(request.getMethod())) {
            return Optional.of(
                    new Problem(Problem.Kind.METHOD, "only GET and POST are known here", "see docs/cluster.md"));
        }
        String query = request.getHttpURI().getQuery();
        if (query != null && !QUERY.matcher(query).matches()) {
            return Optional.of(new Problem(
                    Problem.Kind.BAD_INPUT, "the query has characters that no parameter here needs", "leave them out"));
        }
        if (request.getLength() > maxBodyBytes) {
            return Optional.of(tooLarge(maxBodyBytes));
        }
        return Optional.empty();
    }

    static Problem tooLarge(int maxBodyBytes) {
        return new Problem(
                Problem.Kind.TOO_LARGE,
                "the body is longer than %d bytes".formatted(maxBodyBytes),
                "send a shorter one");
    }

    private static String withoutPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", "");
    }
}
