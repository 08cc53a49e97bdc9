package dev.levada.cli;

import java.util.Optional;

/** Which Levada this is, and on what it runs. */
final class Version {

    private Version() {}

    static String line() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(built in place)");
        return "levada %s (Java %s, %s %s)"
                .formatted(
                        version,
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }
}
