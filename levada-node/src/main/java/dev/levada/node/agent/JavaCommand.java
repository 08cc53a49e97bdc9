package dev.levada.node.agent;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The command that starts a JVM like this one: the same Java, classes, class archive and tuning.
 *
 * @param java the executable
 * @param options those of this JVM that fit a worker
 * @param classPath of this JVM
 */
record JavaCommand(Path java, List<String> options, String classPath) {
    /** Of the properties only these: others may hold passwords, and other users can see the arguments of a process. */
    private static final List<String> TAKEN = List.of(
            "--",
            "-XX:",
            "-Xlog",
            "-Xmn",
            "-Xshare",
            "-Xss",
            "-Dfile.encoding=",
            "-Djava.io.tmpdir=",
            "-Dstderr.encoding=",
            "-Dstdout.encoding=",
            "-Duser.timezone=");

    private static final String MODULE_PATH = "--module-path=";

    /** Two processes cannot write one file, and the heap is given for each worker. */
    private static final List<String> LEFT = List.of(
            "-XX:ArchiveClassesAtExit",
            "-XX:ErrorFile",
            "-XX:InitialHeapSize",
            "-XX:InitialRAMPercentage",
            "-XX:MaxHeapSize",
            "-XX:MaxRAMPercentage",
            "-XX:StartFlightRecording");

    /** The last word on each, whatever this JVM has. The report of a crash goes where all output of a worker goes. */
    private static final List<String> ALWAYS = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisableAttachMechanism",
            "-XX:-UsePerfData",
            "-XX:+ErrorFileToStdout",
            "-Djdk.serialFilter=!*");

    /** What a worker has of its agent's environment: the rest may hold what concerns the agent alone. */
    private static final Set<String> VARIABLES =
            Set.of("HOME", "LANG", "LD_LIBRARY_PATH", "LOGNAME", "PATH", "TMPDIR", "TZ", "USER");

    static JavaCommand ofThisJvm() {
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(JavaCommand::fitsWorkers)
                .map(JavaCommand::anywhere)
                .toList();
        return new JavaCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                options,
                absolute(System.getProperty("java.class.path", "")));
    }

    /** A worker runs in another directory. */
    private static String anywhere(String option) {
        return option.startsWith(MODULE_PATH) ? MODULE_PATH + absolute(option.substring(MODULE_PATH.length())) : option;
    }

    private static String absolute(String path) {
        return path.isEmpty()
                ? path
                : Arrays.stream(path.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator));
    }

    static boolean fitsWorkers(String option) {
        return TAKEN.stream().anyMatch(option::startsWith) && LEFT.stream().noneMatch(option::startsWith);
    }

    List<String> line(WorkerLaunch launch) {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(options);
        line.addAll(ALWAYS);
        line.add(launch.heapMegabytes() == 0 ? "-XX:MaxRAMPercentage=25" : "-Xmx" + launch.heapMegabytes() + "m");
        if (!classPath.isEmpty()) {
            line.addAll(List.of("-cp", classPath));
        }
        line.addAll(main(launch.mainClass()));
        line.addAll(launch.arguments());
        return line;
    }

    private static List<String> main(String mainClass) {
        String room = mainClass.substring(0, Math.max(0, mainClass.lastIndexOf('.')));
        Optional<Module> module = ModuleLayer.boot().modules().stream()
                .filter(candidate -> candidate.getPackages().contains(room))
                .findFirst();
        return module.isPresent() ? List.of("-m", module.get().getName() + "/" + mainClass) : List.of(mainClass);
    }

    static Map<String, String> environment(Map<String, String> agents, Map<String, String> added) {
        Map<String, String> environment = new TreeMap<>(agents);
        environment.keySet().removeIf(name -> !VARIABLES.contains(name) && !name.startsWith("LC_"));
        environment.putAll(added);
        return environment;
    }
}
