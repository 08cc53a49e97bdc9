package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sink shows at once while workers are killed: nothing that is taken back. */
@Timeout(180)
final class ShownAtOnceTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "pessimistic", "pessimistic:content", "causal", "optimistic", "backtracking"})
    void isTheExactResultButForRepetitionsUnderTheSameKey(String recovery) throws Exception {
        Path shown = directory.resolve("shown.txt");
        CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> {
            killShopAfter(4_000, shown);
            killShopAfter(20_000, shown);
        });

        Outcome outcome = Outcome.of(
                "run",
                "shop",
                "--workers",
                2,
                "--spares",
                1,
                "--recovery",
                recovery,
                "--epoch",
                100,
                "--set",
                "out=" + directory);

        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
        killed.get(60, TimeUnit.SECONDS);
        Map<String, String> byKey = new LinkedHashMap<>();
        for (String line : Files.readAllLines(shown)) {
            List<String> parts = List.of(line.split(": ", 2));
            assertThat(byKey.merge(parts.get(0), parts.get(1), (first, again) -> first))
                    .as(parts.get(0))
                    .isEqualTo(parts.get(1));
        }
        assertThat(byKey).hasSize(2 * ShopPipeline.NUMBERS);
        assertThat(byKey.values())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(directory.resolve("exact.txt")));
    }

    /** Kills the worker process in which the sink is, when it has shown so much. */
    private static void killShopAfter(long bytes, Path shown) {
        try {
            while (!Files.exists(shown) || Files.size(shown) < bytes) {
                Thread.onSpinWait();
            }
            long shop = Long.parseLong(Files.readString(Path.of(shown + ".pid")));
            ProcessHandle worker = ProcessHandle.of(shop).orElseThrow();
            worker.destroyForcibly();
            worker.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
