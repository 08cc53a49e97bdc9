package dev.levada.api.annotation;

import org.jspecify.annotations.Nullable;

/** How many tasks a stage gets that leaves it to the environment. */
record Replication(Lookup property, Lookup environment) {
    private static final String PROPERTY = "levada.replicate";
    private static final String VARIABLE = "SPAR_NUM_WORKERS";
    private static final int MAX = 32_768;

    /** Gives a setting by its name, or null if it is not set. */
    interface Lookup {
        @Nullable
        String get(String name);
    }

    static Replication ofSystem() {
        return new Replication(System::getProperty, System::getenv);
    }

    int tasks() {
        String set = property.get(PROPERTY);
        if (set != null) {
            return parse("system property " + PROPERTY, set);
        }
        String variable = environment.get(VARIABLE);
        return variable == null ? 1 : parse("environment variable " + VARIABLE, variable);
    }

    private static int parse(String origin, String text) {
        if (text.matches("[0-9]{1,5}")) {
            int tasks = Integer.parseInt(text);
            if (tasks >= 1 && tasks <= MAX) {
                return tasks;
            }
        }
        throw new IllegalArgumentException("%s must be a number from 1 to %d, was '%s'".formatted(origin, MAX, text));
    }
}
