package dev.levada.console;

import dev.levada.console.wire.Json;
import dev.levada.console.wire.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors in our form, also those that are noticed before a request can be read. Never tells of causes. */
final class ErrorAnswers extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Headers.addTo(response.getHeaders());
        write(response, callback, problem(response.getStatus()));
        return true;
    }

    static void write(Response response, Callback callback, Problem problem) {
        response.setStatus(problem.kind().status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Headers.JSON);
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    }

    static Problem problem(int status) {
        Problem.Kind kind = Problem.Kind.of(status);
        return switch (kind) {
            case UNKNOWN -> new Problem(kind, "there is nothing here", "docs/cluster.md lists the paths");
            case METHOD -> new Problem(kind, "this path takes another method", "docs/cluster.md lists the paths");
            case HEADERS_TOO_LARGE ->
                new Problem(
                        kind,
                        "the headers are too long",
                        "send at most %d bytes".formatted(Limits.STANDARD.headerBytes()));
            case UNEXPECTED ->
                new Problem(kind, "the cluster ran into a defect", "the log of the coordinator tells more");
            default -> new Problem(kind, "the request cannot be understood", "docs/cluster.md shows how to ask");
        };
    }
}
