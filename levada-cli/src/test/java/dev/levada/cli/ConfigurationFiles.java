package dev.levada.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small DADSTORM configuration and what it reads. */
final class ConfigurationFiles {
    static final String OPERATORS = """
            Semantics exactly-once
            LoggingLevel light
            OP1 INPUT_OPS letters.dat REP_FACT 1 ROUTING primary
                ADDRESS tcp://localhost:11000/op OPERATOR_SPEC FILTER 2, =, "yes"
            OP2 INPUT_OPS OP1 REP_FACT 2 ROUTING hashing(1)
                ADDRESS tcp://localhost:11001/op, tcp://localhost:11002/op OPERATOR_SPEC DUP
            """;
    static final String COMMANDS = """
            Start OP1
            Start OP2
            """;

    private ConfigurationFiles() {}

    static Path write(Path directory, String text) throws IOException {
        Files.writeString(directory.resolve("letters.dat"), """
                a, yes
                b, no
                c, yes
                """);
        return Files.writeString(directory.resolve("test.conf"), text);
    }
}
