package dev.levada.cli.terminal;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this command was started, so that it can be started again. */
public final class ThisCommand {
    private ThisCommand() {}

    /**
     * The words up to the name of its main class.
     *
     * @param options more for the new JVM
     */
    public static List<String> words(String... options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:") || option.startsWith("-X") || option.startsWith("--"))
                .forEach(words::add);
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), Program.MAIN));
        return words;
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                List.of(classPath.split(File.pathSeparator)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }
}
