package dev.levada.cli.terminal;

import java.util.Optional;

/** The program itself, for those that start it again as another process, or say which it is. */
public final class Program {
    /** Its main class; by its name, as it is above all packages that need it. */
    public static final String MAIN = "dev.levada.cli.Main";

    private Program() {}

    /** Its version; one that was not packaged has none. */
    public static String version() {
        return Optional.ofNullable(Program.class.getPackage().getImplementationVersion())
                .orElse("(built in place)");
    }
}
