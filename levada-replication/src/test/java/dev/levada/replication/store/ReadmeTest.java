package dev.levada.replication.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
    private static final int MAX_LINES = 25;

    @Test
    void theStoreOfTheReadmeIsTheOneThatIsTestedAndHasFewLines() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/levada/replication/store/KeyValueStore.java"));
        String shown =
                Files.readString(Path.of("README.md")).split("```java\n", -1)[1].split("```", -1)[0];

        assertThat(source).endsWith(shown);
        assertThat(Arrays.stream(shown.split("\n", -1)).filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(MAX_LINES);
    }
}
