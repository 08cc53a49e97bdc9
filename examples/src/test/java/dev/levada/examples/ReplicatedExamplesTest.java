package dev.levada.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ReplicatedExamplesTest {

    @Test
    void theStackGivesBackWhatWasPushedLast() {
        assertThat(printed(() -> ReplicatedStack.main(new String[0])))
                .containsExactly(
                        "push a: Optional[a]",
                        "push b: Optional[b]",
                        "pop: Optional[b]",
                        "peek: Optional[a]",
                        "pop: Optional[a]",
                        "pop: Optional.empty");
    }

    @Test
    void theStoreKnowsWhatWasPut() {
        assertThat(printed(() -> ReplicatedStore.main(new String[0])))
                .containsExactly(
                        "a was Optional.empty", "a was Optional[1]", "a is Optional[2]", "b is Optional.empty");
    }

    private static List<String> printed(Runnable main) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            main.run();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
