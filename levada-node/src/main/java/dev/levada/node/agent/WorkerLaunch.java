package dev.levada.node.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How to start a worker: a JVM like this one, with the same classes.
 *
 * @param id names it on its host, and its log: 1 to 64 letters, digits, '.', '_' or '-', the first one a letter or a
 *     digit
 * @param mainClass the full name of the class to run, which calls {@link Lifeline#attach} first
 * @param arguments for the main class, at most 1,000; other users of the host can see them
 * @param directory where it runs; it must exist
 * @param environment added to the few variables that it has from its agent, at most 1,000
 * @param heapMegabytes the most that it may use for objects, from 8 on; 0 for a quarter of the machine's memory
 * @param secret what it may know alone
 */
public record WorkerLaunch(
        String id,
        String mainClass,
        List<String> arguments,
        Path directory,
        Map<String, String> environment,
        int heapMegabytes,
        Secret secret) {
    private static final int MAX_ENTRIES = 1000;
    private static final int MIN_HEAP_MEGABYTES = 8;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern CLASS =
            Pattern.compile("[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}.]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** @throws IllegalArgumentException if a part is not as described above */
    public WorkerLaunch {
        require(isId(id), "the id of a worker is 1 to 64 letters, digits, '.', '_' or '-', was '%s'", id);
        require(CLASS.matcher(mainClass).matches(), "'%s' is not the name of a class", mainClass);
        require(arguments.size() <= MAX_ENTRIES, "%s arguments are too many, 1000 is the most", arguments.size());
        require(environment.size() <= MAX_ENTRIES, "%s variables are too many, 1000 is the most", environment.size());
        require(
                heapMegabytes == 0 || heapMegabytes >= MIN_HEAP_MEGABYTES,
                "a heap has 8 MB or more, or 0 for a share of the machine, was %s",
                heapMegabytes);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        arguments.forEach(argument -> requireText("an argument", argument));
        new TreeMap<>(environment).forEach((name, value) -> {
            require(VARIABLE.matcher(name).matches(), "'%s' is not the name of an environment variable", name);
            requireText("variable " + name, value);
        });
    }

    /** Whether a text can name a worker, and so a directory for its log. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static void requireText(String what, String text) {
        require(text.indexOf('\0') < 0, "%s has a NUL character in it, which no process can be given", what);
    }

    private static void require(boolean condition, String message, Object found) {
        if (!condition) {
            throw new IllegalArgumentException(message.formatted(found));
        }
    }
}
