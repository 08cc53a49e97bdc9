package dev.levada.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.console.wire.Role;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdmissionTest {
    @TempDir
    Path directory;

    private OpenDoor open;

    @BeforeEach
    void open() {
        open = new OpenDoor(directory.resolve("tokens"));
    }

    @AfterEach
    void close() {
        open.close();
    }

    /** The list comes from the router: no route can be forgotten. */
    private List<Endpoint> routes() {
        return open.door.javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.equals(HandlerType.GET) || endpoint.method.equals(HandlerType.POST))
                .toList();
    }

    private Answer request(Endpoint route, String... headers) {
        String path = route.path.replace("{id}", "words-1");
        return route.method.equals(HandlerType.GET) ? open.get(path, headers) : open.post(path, "{}", headers);
    }

    private static boolean isOpen(Endpoint route) {
        return route.path.equals("/healthz");
    }

    @Test
    void s7NoRouteIsServedWithoutAToken() {
        assertThat(routes()).hasSize(13);
        for (Endpoint route : routes()) {
            String name = route.method.name() + " " + route.path;
            assertThat(request(route).status()).as(name).isEqualTo(isOpen(route) ? 200 : 401);
            assertThat(request(route, "Authorization: Bearer wrong").status())
                    .as(name)
                    .isEqualTo(isOpen(route) ? 200 : 401);
            assertThat(request(route, "Authorization: Basic " + open.token(Role.SUBMIT))
                            .status())
                    .as(name)
                    .isEqualTo(isOpen(route) ? 200 : 401);
        }
        assertThat(open.cluster.asked).isEmpty();
    }

    @Test
    void s7ATokenOpensWhatItsRoleMayAndNoMore() {
        for (Endpoint route : routes()) {
            String name = route.method.name() + " " + route.path;
            boolean read = route.method.equals(HandlerType.GET);
            boolean submit = route.path.equals("/v1/jobs");
            if (!read) {
                assertThat(request(route, open.bearer(Role.READ)).status())
                        .as(name)
                        .isEqualTo(403);
            }
            if (submit) {
                assertThat(request(route, open.bearer(Role.OPERATE)).status())
                        .as(name)
                        .isEqualTo(403);
            }
            if (!isOpen(route)) {
                assertThat(request(route, open.bearer(Role.METRICS)).status())
                        .as(name)
                        .isEqualTo(route.path.equals("/metrics") ? 200 : 403);
            }
            assertThat(open.cluster.asked).as(name).isEmpty();
            Role enough = read ? Role.READ : submit ? Role.SUBMIT : Role.OPERATE;
            assertThat(request(route, open.bearer(enough)).status()).as(name).isIn(200, 400);
            assertThat(request(route, open.bearer(Role.SUBMIT)).status())
                    .as(name)
                    .isIn(200, 400);
            open.cluster.asked.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example:80",
                "127.0.0.2",
                "0.0.0.0",
                "[::2]",
                "user@evil.example",
                ""
            })
    void s9RefusesOtherNamesOfThisHost(String host) {
        Answer answer =
                open.send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n" + open.bearer(Role.READ) + "\r\n\r\n");

        assertThat(answer.status()).isIn(421, 400);
        assertThat(answer.body()).doesNotContain("ok");
    }

    @Test
    void s9TakesTheNamesOfTheLoopbackAddress() {
        for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:10002")) {
            assertThat(open.send("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .status())
                    .as(host)
                    .isEqualTo(200);
        }
        assertThat(open.send("GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                        .status())
                .isEqualTo(421);
        assertThat(open.send("GET /healthz HTTP/1.0\r\n\r\n").status()).isEqualTo(421);
    }

    @Test
    void s9RefusesWhatAnotherSitesPageWouldSend() {
        String cancel = "/v1/jobs/words-1/cancel";
        String operate = open.bearer(Role.OPERATE);

        for (String origin : List.of("http://evil.example", "null", "https://127.0.0.1:" + open.port())) {
            assertThat(open.post(cancel, "{}", operate, "Origin: " + origin).status())
                    .as(origin)
                    .isEqualTo(403);
        }
        for (String type :
                List.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x")) {
            assertThat(open.send(open.request("POST", cancel, operate, "Content-Type: " + type) + OpenDoor.body("{}"))
                            .status())
                    .as(type)
                    .isEqualTo(415);
        }
        assertThat(open.send(open.request("POST", cancel, operate) + OpenDoor.body("{}"))
                        .status())
                .isEqualTo(415);
        for (Endpoint route : routes()) {
            if (route.method.equals(HandlerType.POST)) {
                String path = route.path.replace("{id}", "words-1");
                assertThat(open.get(path, open.bearer(Role.SUBMIT)).status())
                        .as(path)
                        .isEqualTo(405);
            }
        }
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "CONNECT", "BREW")) {
            assertThat(open.send(open.request(method, cancel, operate) + "\r\n").status())
                    .as(method)
                    .isIn(405, 400);
        }
        assertThat(open.cluster.asked).isEmpty();

        assertThat(open.post(cancel, "{}", operate, "Origin: http://127.0.0.1:" + open.port())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void s10EveryAnswerHasTheSecurityHeaders() {
        String submit = open.bearer(Role.SUBMIT);
        List<Answer> answers = List.of(
                open.get("/healthz"),
                open.get("/v1/status", submit),
                open.get("/v1/status"),
                open.get("/v1/status", "Authorization: Bearer x"),
                open.get("/nothing", submit),
                open.get("/v1/jobs/none", submit),
                open.get("/v1/jobs/words-1/cancel", submit),
                open.post("/v1/jobs", "{", submit),
                open.send(open.request("POST", "/v1/jobs", submit) + "Content-Length: 1048577\r\n\r\n"),
                open.post("/v1/jobs/words-1/cancel", "{}", open.bearer(Role.READ)),
                open.get("/healthz", "Origin: http://evil.example"),
                open.get("/healthz", "X: " + "x".repeat(9_000)),
                open.send("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                open.send("GET /healthz HTTP/1.1\r\nHost: evil\r\n\r\n"),
                open.send("GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n"),
                open.send("rubbish\r\n\r\n"),
                open.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n"));

        for (Answer answer : answers) {
            Headers.SECURITY.forEach(
                    (name, value) -> assertThat(answer.headers().get(name.toLowerCase(Locale.ROOT)))
                            .as("%s of %s", name, answer)
                            .isEqualTo(List.of(value)));
            assertThat(answer.headers().get("content-type")).as("%s", answer).isEqualTo(List.of("application/json"));
            assertThat(answer.headers())
                    .doesNotContainKeys("server", "x-powered-by", "set-cookie", "access-control-allow-origin");
            assertThat(answer.body()).as("%s", answer).doesNotContain("Exception", "at dev.", "at org.", "<html");
        }
        assertThat(answers.stream().map(Answer::status).distinct())
                .contains(200, 400, 401, 403, 404, 405, 413, 421, 431);
    }

    @Test
    void aDefectIsNotTold() {
        open.cluster.failure = Optional.of(new IllegalStateException("in the depths: secret-canary"));

        Answer answer = open.get("/v1/status", open.bearer(Role.READ));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("defect").doesNotContain("canary", "IllegalState");
        assertThat(answer.headers()).containsKey("content-security-policy");
        assertThat(open.unexpected).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void recordsWhatWasCommandedAndByWhom() throws InterruptedException {
        open.post("/v1/jobs/words-1/rescale", "{\"parallelism\":4}", open.bearer(Role.OPERATE));
        Audit.Entry done = open.audited.poll(20, TimeUnit.SECONDS);
        assertThat(done).isNotNull();
        assertThat(done.who()).isEqualTo("operate");
        assertThat(done.from()).startsWith("127.0.0.1:");
        assertThat(done.what()).contains("/v1/jobs/words-1/rescale", "4");
        assertThat(done.result()).isEqualTo("200");

        open.post("/v1/jobs/words-1/cancel", "{}", open.bearer(Role.READ));
        Audit.Entry refused = open.audited.poll(20, TimeUnit.SECONDS);
        assertThat(refused).isNotNull();
        assertThat(refused.who()).isEqualTo("read");
        assertThat(refused.result()).startsWith("403: this needs the role 'operate'");

        open.post("/v1/jobs/words-1/cancel", "{}");
        Audit.Entry stranger = open.audited.poll(20, TimeUnit.SECONDS);
        assertThat(stranger).isNotNull();
        assertThat(stranger.who()).isEqualTo("nobody");
    }

    @Test
    void aNewRouteWithoutARoleIsForNobody() {
        open.door
                .javalin()
                .unsafe
                .internalRouter
                .addHttpEndpoint(new Endpoint(HandlerType.GET, "/open", context -> context.result("served")));

        assertThat(open.get("/open", open.bearer(Role.SUBMIT)).body()).doesNotContain("served");
    }
}
