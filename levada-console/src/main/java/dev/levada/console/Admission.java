package dev.levada.console;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.cluster.planner.PlanException;
import dev.levada.console.wire.Json;
import dev.levada.console.wire.Problem;
import dev.levada.console.wire.Role;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.UnknownNameException;
import dev.levada.node.http.BearerToken;
import dev.levada.node.text.Printable;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.security.RouteRole;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens around each route: who may take it, how its errors are told, and what goes on record. */
final class Admission {
    private static final String ROLE = "levada.role";
    private static final String DETAIL = "levada.detail";
    private static final String PROBLEM = "levada.problem";

    private final Tokens tokens;
    private final Audit audit;

    Admission(Tokens tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    void addTo(JavalinConfig config) {
        config.routes.beforeMatched(this::admit);
        config.routes.exception(Exception.class, this::tell);
        // Javalin has an answer of its own for its own, unless told otherwise.
        config.routes.exception(HttpResponseException.class, this::tell);
        config.requestLogger.http((context, millis) -> record(context));
    }

    /** Says for the record what a request asks for. Must not have secrets in it. */
    static void detail(Context context, String detail) {
        context.attribute(DETAIL, detail);
    }

    private void admit(Context context) {
        Access access = access(context.routeRoles());
        Optional<Role> needed = access.needed();
        if (needed.isEmpty()) {
            return;
        }
        Role role = bearer(context);
        context.attribute(ROLE, role.label());
        if (!role.includes(needed.get())) {
            throw new ProblemException(new Problem(
                    Problem.Kind.FORBIDDEN,
                    "this needs the role '%s', and the token has '%s'"
                            .formatted(needed.get().label(), role.label()),
                    "send the token in the file '%s'".formatted(needed.get().fileName())));
        }
        if (context.req().getMethod().equals("POST") && !isJson(context.contentType())) {
            throw new ProblemException(new Problem(
                    Problem.Kind.MEDIA_TYPE,
                    "the body is not declared as JSON",
                    "send Content-Type: application/json"));
        }
    }

    /** A route that does not say whom it is for is for nobody. */
    private static Access access(Set<RouteRole> roles) {
        if (roles.size() == 1 && roles.iterator().next() instanceof Access access) {
            return access;
        }
        throw new IllegalStateException("a route without exactly one role");
    }

    private Role bearer(Context context) {
        String shown = BearerToken.shownIn(context.header("Authorization"));
        if (shown == null) {
            throw unauthenticated("no token was sent");
        }
        return tokens.role(shown).orElseThrow(() -> unauthenticated("this is none of the tokens of this cluster"));
    }

    private static ProblemException unauthenticated(String error) {
        return new ProblemException(new Problem(
                Problem.Kind.UNAUTHENTICATED,
                error,
                "send 'Authorization: Bearer' and what is in a file of the coordinator's token directory"));
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.matches("(?i)application/json(\\s*;\\s*charset=\"?utf-8\"?)?");
    }

    private void tell(Exception error, Context context) {
        Problem problem = problem(error);
        if (problem.kind() == Problem.Kind.UNEXPECTED) {
            audit.unexpected(entry(context, "500"), error);
        }
        context.attribute(PROBLEM, problem.message());
        context.status(problem.kind().status()).contentType(Headers.JSON).result(Json.bytes(problem));
    }

    private static Problem problem(Exception error) {
        if (error instanceof ProblemException ours) {
            return ours.problem();
        } else if (error instanceof UnknownNameException) {
            return Problem.of(Problem.Kind.UNKNOWN, message(error));
        } else if (error instanceof RefusedException) {
            return Problem.of(Problem.Kind.REFUSED, message(error));
        } else if (error instanceof GuaranteeException) {
            return Problem.of(Problem.Kind.NOT_GUARANTEED, message(error));
        } else if (error instanceof BadInputException || error instanceof PlanException) {
            return Problem.of(Problem.Kind.BAD_INPUT, message(error));
        }
        return ErrorAnswers.problem(error instanceof HttpResponseException http ? http.getStatus() : 500);
    }

    private static String message(Exception error) {
        return String.valueOf(error.getMessage());
    }

    private void record(Context context) {
        if (context.req().getMethod().equals("POST")) {
            String problem = Optional.ofNullable(context.<String>attribute(PROBLEM))
                    .map(": "::concat)
                    .orElse("");
            audit.action(entry(context, context.statusCode() + problem));
        }
    }

    private static Audit.Entry entry(Context context, String result) {
        String who = Optional.ofNullable(context.<String>attribute(ROLE)).orElse("nobody");
        String detail = Optional.ofNullable(context.<String>attribute(DETAIL))
                .map(" "::concat)
                .orElse("");
        return new Audit.Entry(
                who,
                context.req().getRemoteAddr() + ":" + context.req().getRemotePort(),
                Printable.line(context.req().getMethod() + " " + context.path() + detail),
                Printable.line(result));
    }
}
