package dev.levada.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.console.wire.Role;
import dev.levada.node.http.BearerToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokensTest {
    @TempDir
    Path base;

    private Path directory = Path.of("");

    @BeforeEach
    void nameDirectory() {
        directory = base.resolve("deep").resolve("tokens");
    }

    private String token(Role role) throws IOException {
        return Files.readString(directory.resolve(role.fileName())).strip();
    }

    @Test
    void makesADifferentTokenForEachRoleAndKeepsThem() throws IOException {
        Tokens.in(directory);
        Set<String> made = new HashSet<>();
        for (Role role : Role.values()) {
            made.add(token(role));
        }
        assertThat(made).hasSize(4).allMatch(token -> token.matches("[0-9a-f]{64}"));

        Tokens again = Tokens.in(directory);
        for (Role role : Role.values()) {
            assertThat(again.role(token(role))).contains(role);
        }
        assertThat(again.role("")).isEmpty();
        assertThat(again.role("x".repeat(100_000))).isEmpty();
    }

    @Test
    void s8TokensThatAreNearlyRightAreWrong() throws IOException {
        Tokens tokens = Tokens.in(directory);
        String right = token(Role.OPERATE);
        for (int prefix = 0; prefix < right.length(); prefix++) {
            for (int i = 0; i < 10_000 / right.length(); i++) {
                String wrong = right.substring(0, prefix) + "!" + i;
                assertThat(tokens.role(wrong)).isEmpty();
            }
        }
        assertThat(tokens.role(right + "A")).isEmpty();
        assertThat(tokens.role(right.substring(1))).isEmpty();
    }

    @Test
    void s8TheComparisonTakesAsLongWhateverIsWrong() throws IOException {
        try (InputStream in = Objects.requireNonNull(BearerToken.class.getResourceAsStream("BearerToken.class"))) {
            // The names of all that it calls.
            String code = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(code).contains("isEqual").doesNotContain("java/util/Arrays");
        }
    }

    @Test
    void s25NobodyElseCanReadThem() throws IOException {
        Tokens.in(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        for (Role role : Role.values()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(role.fileName()))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void s25RefusesTokensThatOthersCouldHaveRead() throws IOException {
        Tokens.in(directory);
        Path file = directory.resolve(Role.READ.fileName());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Tokens.in(directory))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> Tokens.in(directory))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void refusesDamagedTokens() throws IOException {
        Tokens.in(directory);
        Path file = directory.resolve(Role.READ.fileName());
        Files.writeString(file, "");
        assertThatThrownBy(() -> Tokens.in(directory)).hasMessageContaining("is damaged");

        Files.delete(file);
        Files.createSymbolicLink(file, directory.resolve(Role.SUBMIT.fileName()));
        assertThatThrownBy(() -> Tokens.in(directory)).hasMessageContaining("not a plain file");
    }
}
