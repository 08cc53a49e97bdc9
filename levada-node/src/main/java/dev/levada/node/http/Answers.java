package dev.levada.node.http;

import dev.levada.node.log.AuditLog;
import dev.levada.node.metrics.Metrics;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Says what a request gets. */
final class Answers {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final BearerToken metricsToken;
    private final Pages pages;

    Answers(BearerToken metricsToken, Pages pages) {
        this.metricsToken = metricsToken;
        this.pages = pages;
    }

    FullHttpResponse to(HttpRequest request, String from) {
        if (request.decoderResult().isFailure()) {
            return unreadable(request.decoderResult().cause());
        }
        try {
            return switch (request.uri()) {
                case "/metrics", "/healthz", "/readyz" ->
                    request.method().equals(HttpMethod.GET) ? page(request, from) : otherMethod();
                default -> text(HttpResponseStatus.NOT_FOUND, "not found\n");
            };
        } catch (RuntimeException e) { // whoever asks learns nothing of it
            LoggerFactory.getLogger(Answers.class).error("{} failed", request.uri(), e);
            return text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "failed; the log of the process says why\n");
        }
    }

    private FullHttpResponse page(HttpRequest request, String from) {
        return switch (request.uri()) {
            case "/healthz" -> state(pages.alive());
            case "/readyz" -> state(pages.ready());
            default -> metrics(request, from);
        };
    }

    private static FullHttpResponse state(boolean good) {
        return good ? text(HttpResponseStatus.OK, "ok\n") : text(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ok\n");
    }

    private FullHttpResponse metrics(HttpRequest request, String from) {
        String shown = BearerToken.shownIn(request.headers().get(HttpHeaderNames.AUTHORIZATION));
        if (shown != null && metricsToken.matches(shown)) {
            return response(HttpResponseStatus.OK, Metrics.CONTENT_TYPE, pages.metrics());
        }
        AuditLog.record("nobody", from, "read metrics", "refused: no token, or a wrong one");
        FullHttpResponse refusal = text(HttpResponseStatus.UNAUTHORIZED, "a token is needed\n");
        refusal.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        return refusal;
    }

    private static FullHttpResponse otherMethod() {
        FullHttpResponse refusal = text(HttpResponseStatus.METHOD_NOT_ALLOWED, "only GET\n");
        refusal.headers().set(HttpHeaderNames.ALLOW, "GET");
        return refusal;
    }

    private static FullHttpResponse unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return text(HttpResponseStatus.REQUEST_URI_TOO_LONG, "request line too long\n");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return text(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers too long\n");
        }
        return text(HttpResponseStatus.BAD_REQUEST, "not HTTP\n");
    }

    private static FullHttpResponse text(HttpResponseStatus status, String text) {
        return response(status, TEXT, text);
    }

    private static FullHttpResponse response(HttpResponseStatus status, String type, String text) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, type);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        headers.set(HttpHeaderNames.CONNECTION, "close");
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        return response;
    }
}
