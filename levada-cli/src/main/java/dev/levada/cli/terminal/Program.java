package dev.levada.cli.terminal;

/** The program itself, for those that start it again as another process. */
public final class Program {
    /** Its main class; by its name, as it is above all packages that need it. */
    public static final String MAIN = "dev.levada.cli.Main";

    private Program() {}
}
