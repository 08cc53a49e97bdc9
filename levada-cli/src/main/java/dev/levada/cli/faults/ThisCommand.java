package dev.levada.cli.faults;

import dev.levada.cli.terminal.Program;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this command was started, so that it can be started again. */
final class ThisCommand {
    private ThisCommand() {}

    static List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:") || option.startsWith("-X") || option.startsWith("--"))
                .forEach(words::add);
        words.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), Program.MAIN));
        return words;
    }

    private static String absolute(String classPath) {
        return String.join(
                java.io.File.pathSeparator,
                List.of(classPath.split(java.io.File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }
}
