package dev.levada.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.console.wire.Json;
import dev.levada.console.wire.Problem;
import dev.levada.console.wire.Role;
import dev.levada.node.cluster.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputTest {
    private static final List<String> ESCAPES = List.of(
            "..",
            "%2e%2e",
            "..%2f",
            "..%252f",
            "%2e%2e%2f",
            "..%5c",
            "..\\",
            "%00",
            "a%00.b",
            "%2fetc%2fpasswd",
            "C:%5cwindows",
            "....//",
            "..;",
            "..;/",
            "%c0%ae%c0%ae",
            "%u002e",
            "~root",
            "a%0d%0ab",
            "%7e",
            "a:b",
            "*",
            "%",
            "a%20b",
            "%ff",
            "ä",
            "%e2%80%ae",
            "a|b",
            "$(id)",
            "%60id%60",
            ".");

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

    @Test
    void s12NoPathLeadsOut() throws IOException {
        List<String> before = files();
        List<String> requests = new ArrayList<>();
        for (String escape : ESCAPES) {
            for (String form : List.of("%s", "%s/", "%s/etc/passwd", "words-1%s", "words-1/%s")) {
                requests.add("/v1/jobs/" + form.formatted(escape));
            }
            requests.add("/v1/jobs/" + escape + "/logs");
            requests.add("/v1/jobs/" + escape + "/" + escape + "/logs");
            requests.add("/v1/jobs/words-1/logs?worker=" + escape);
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(200);

        for (String path : requests) {
            assertThat(open.get(path, open.bearer(Role.SUBMIT)).status())
                    .as(path)
                    .isIn(400, 404);
        }
        for (String escape : ESCAPES) {
            String path = "/v1/jobs/" + escape + "/cancel";
            assertThat(open.post(path, "{}", open.bearer(Role.SUBMIT)).status())
                    .as(path)
                    .isIn(400, 404);
        }
        assertThat(files()).isEqualTo(before);
        assertThat(open.cluster.asked).allMatch(asked -> asked.matches("status|(job|cancel) [A-Za-z0-9_.-]+"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void s24NothingInASubmissionIsReplaced() {
        String body = """
                {"arguments": ["wordcount", "--input", "${file:/etc/passwd}", "--set", "home=${env:HOME}"],
                 "directory": "/${sys:user.home}"}
                """;

        Answer answer = open.post("/v1/jobs", body, open.bearer(Role.SUBMIT));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"result\":\"words-2\"}");
        assertThat(open.cluster.asked)
                .containsExactly("submit Submission[arguments=[wordcount, --input, ${file:/etc/passwd}, --set,"
                        + " home=${env:HOME}], directory=/${sys:user.home}, name=Optional.empty]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/jobs | { | no JSON at line 1, column",
                "/v1/jobs/words-1/cancel | {}{} | not of the form",
                "/v1/jobs | [] | not of the form",
                "/v1/jobs | {} | 'arguments' is missing",
                "/v1/jobs | {\"arguments\":[],\"directory\":\"/\"} | 0 arguments",
                "/v1/jobs | {\"arguments\":[null],\"directory\":\"/\"} | 'arguments",
                "/v1/jobs | {\"arguments\":[\"x\"],\"directory\":null} | 'directory' is missing",
                "/v1/jobs | {\"arguments\":[\"x\"],\"directory\":\"/\",\"jar\":\"x\"} | no field 'jar'",
                "/v1/jobs | {\"arguments\":[\"x\"],\"arguments\":[\"y\"],\"directory\":\"/\"} | JSON",
                "/v1/jobs | {\"arguments\":[\"x\"],\"directory\":{\"@class\":\"java.io.File\"}} | 'directory'",
                "/v1/jobs | {\"arguments\":[\"x\\u0000\"],\"directory\":\"/\"} | zero character",
                "/v1/jobs/words-1/rescale | {\"parallelism\":0} | 1 or more",
                "/v1/jobs/words-1/rescale | {\"parallelism\":1e99} | out of range",
                "/v1/jobs/words-1/cancel | {\"now\":true} | no field 'now'",
                "/v1/jobs/words-1/fault | {\"kind\":\"explode\"} | there are crash",
                "/v1/jobs/words-1/fault | {\"kind\":\"crash\"} | 'task' is missing",
                "/v1/jobs/words-1/fault | {\"kind\":\"crash\",\"task\":\"split\"} | names no task",
                "/v1/jobs/words-1/fault | {\"kind\":\"crash\",\"task\":\"a#0\",\"millis\":5} | no meaning",
                "/v1/jobs/words-1/fault | {\"kind\":\"slow\",\"task\":\"a#0\",\"millis\":-5} | out of range",
                "/v1/jobs/words-1/fault | {\"kind\":\"partition\",\"workers\":[\"w1\"]} | two workers",
                "/v1/jobs/words-1/fault | {\"kind\":\"partition\",\"workers\":[\"w1\",\"w1\"]} | name another",
                "/v1/jobs/words-1/fault | {\"kind\":\"partition\",\"workers\":[\"w1\",\"../x\"]} | no id of a worker",
                "/v1/jobs/words-1/interval | {\"chain\":\"a\",\"millis\":99999999999999} | out of range",
                "/v1/jobs/words-1/release | {\"chain\":\"a\\nb\"} | control characters",
                "/v1/jobs/words-1/savepoint | {\"directory\":\"\"} | empty"
            })
    void saysWhatIsWrong(String path, String body, String meant) {
        Answer answer = open.post(path, body, open.bearer(Role.SUBMIT));

        assertThat(answer.status()).isEqualTo(400);
        Problem problem = Json.read(answer.body().getBytes(StandardCharsets.UTF_8), Problem.class);
        assertThat(problem.message()).contains(meant);
        assertThat(problem.remedy()).isNotEmpty();
        assertThat(open.cluster.asked).isEmpty();
    }

    @Test
    void boundsTheDepthOfJson() {
        byte[] deep = ("[".repeat(40) + "]".repeat(40)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Json.read(deep, Object.class)).hasMessageContaining("deeper than 32");
    }

    @Test
    void boundsTheLengthOfABodyThatDoesNotSayItsOwn() {
        String request = open.request("POST", "/v1/jobs", open.bearer(Role.SUBMIT), "Content-Type: application/json")
                + "Transfer-Encoding: chunked\r\n\r\n100001\r\n" + " ".repeat(0x100001);

        assertThat(open.send(request).status()).isEqualTo(413);
    }

    @Test
    void passesCommandsOn() {
        String operate = open.bearer(Role.OPERATE);
        String job = "/v1/jobs/words-1/";
        List<Answer> answers = List.of(
                open.post(job + "savepoint", "{\"directory\":\"/kept/monday\"}", operate),
                open.post(job + "rescale", "{\"parallelism\":8}", operate),
                open.post(job + "fault", "{\"kind\":\"slow\",\"task\":\"split#0\",\"millis\":5}", operate),
                open.post(job + "fault", "{\"kind\":\"partition\",\"workers\":[\"w1\",\"w2\"]}", operate),
                open.post(job + "release", "{\"chain\":\"split\"}", operate),
                open.post(job + "interval", "{\"chain\":\"split\",\"millis\":7}", operate),
                open.get(job + "logs?worker=w1&lines=3", operate));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(open.cluster.asked)
                .containsExactly(
                        "savepoint words-1 /kept/monday",
                        "rescale words-1 8",
                        "fault words-1 Slow[task=split#0, interval=PT0.005S]",
                        "fault words-1 Partition[one=w1, other=w2, heals=Optional.empty]",
                        "release words-1 split",
                        "interval words-1 split PT0.007S",
                        "logs words-1 Optional[w1] 3");
        assertThat(answers.get(6).body()).contains("two\\u001b[31m".replace("1b", "1B"));
    }

    @Test
    void tellsOneErrorFromAnother() {
        String submit = open.bearer(Role.SUBMIT);
        assertThat(open.post("/v1/jobs/wrods-1/cancel", "{}", submit).body())
                .contains("\"kind\":\"UNKNOWN\"", "did you mean 'words-1'?");

        open.cluster.failure = Optional.of(new BadInputException("no such pipeline; name another"));
        assertThat(open.post("/v1/jobs/words-1/cancel", "{}", submit).body())
                .isEqualTo("{\"kind\":\"BAD_INPUT\",\"error\":\"no such pipeline\",\"remedy\":\"name another\"}");
        open.cluster.failure = Optional.of(new GuaranteeException("not exactly once"));
        assertThat(open.post("/v1/jobs/words-1/cancel", "{}", submit).status()).isEqualTo(422);
        open.cluster.failure = Optional.of(new RefusedException("it has ended"));
        assertThat(open.post("/v1/jobs/words-1/cancel", "{}", submit).status()).isEqualTo(409);
    }
}
