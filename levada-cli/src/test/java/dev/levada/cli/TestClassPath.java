package dev.levada.cli;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the tests run with. */
public final class TestClassPath {

    private TestClassPath() {}

    public static String text() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** All of it that can be modules: not the tests, and not Ratis, whose jars share packages. */
    static String modules() {
        return Arrays.stream(text().split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("ratis"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
