package dev.levada.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.console.wire.Role;
import dev.levada.node.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    private static final String CANARY = "c4n4ry";

    @TempDir
    Path directory;

    @Test
    void s23SecretsComeBackInNoAnswerAndNoRecord() throws InterruptedException {
        List<String> told = new ArrayList<>();
        try (OpenDoor open = new OpenDoor(directory.resolve("tokens"))) {
            String submission = """
                    {"arguments":["job.jar","--set","db.password=%1$s","--api-token","%1$s","--set","url=jdbc:x?secret=%1$s"],
                     "directory":"/"}
                    """.formatted(CANARY);
            List<Answer> answers = new ArrayList<>();
            answers.add(open.post("/v1/jobs", submission, open.bearer(Role.SUBMIT)));
            answers.add(open.post("/v1/jobs", submission, "Authorization: Bearer " + CANARY));
            answers.add(open.get("/v1/" + CANARY, open.bearer(Role.READ)));
            answers.add(open.post("/v1/jobs", "{\"" + CANARY + "\":1", open.bearer(Role.SUBMIT)));
            answers.add(open.get("/v1/status?token=" + CANARY, open.bearer(Role.READ)));
            open.cluster.failure = Optional.of(new IllegalStateException(CANARY));
            answers.add(open.post("/v1/jobs", submission, open.bearer(Role.SUBMIT)));
            answers.add(open.get("/v1/status", open.bearer(Role.READ)));

            answers.forEach(answer -> told.add(answer.toString()));
            for (int i = 0; i < 4; i++) {
                told.add(String.valueOf(open.audited.poll(20, TimeUnit.SECONDS)));
            }
            for (Role role : Role.values()) {
                assertThat(told).noneMatch(text -> text.contains(open.token(role)));
            }
        }
        assertThat(told).noneMatch(text -> text.contains(CANARY)).noneMatch("null"::equals);
        assertThat(told.toString()).contains("db.password=***", "--api-token ***", "url=***");
    }

    @Test
    void s27TextFromOutsideStaysOnItsLine() {
        assertThat(Printable.line("a\nb\u001b[31mc\u202ed\u2028")).isEqualTo("a\\u{a}b\\u{1b}[31mc\\u{202e}d\\u{2028}");
        assertThat(Printable.line("x".repeat(100_000))).hasSize(8 << 10);
    }
}
