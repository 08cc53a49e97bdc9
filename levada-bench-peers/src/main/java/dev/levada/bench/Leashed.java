package dev.levada.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Runs the main program of another engine, and ends it when the process is gone that has started it. */
public final class Leashed {

    private Leashed() {}

    /** The name of the main class, and its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread leash = new Thread(Leashed::awaitEnd, "leash");
        leash.setDaemon(true);
        leash.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    /** The standard input is a pipe that nobody writes to. */
    private static void awaitEnd() {
        try {
            System.in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the pipe from who started this process broke", e);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
