package dev.levada.node.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "dbPass", "CLIENT_SECRET", "read.token", "api-key", "Credentials", "tls.keyfile"})
    void masksWhatSoundsSecret(String key) {
        assertThat(Secrets.masked(Map.of(key, "canary"))).containsExactly(entry(key, "***"));
    }

    @Test
    void leavesTheRestAsItIsAndInOrder() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("url", "jdbc:x");
        settings.put("password", "canary");
        settings.put("parallelism", "4");

        assertThat(Secrets.masked(settings))
                .containsExactly(entry("url", "jdbc:x"), entry("password", "***"), entry("parallelism", "4"));
        assertThat(settings).containsEntry("password", "canary");
    }
}
