package dev.levada.lint;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which classes are the user's own: those whose package begins with the same two names as that of a function of the
 * pipeline. Libraries are taken as they are, also in a jar that holds everything.
 */
final class OwnCode {
    private static final String HOUSE = "dev/levada/";

    private final Set<String> beginnings = new LinkedHashSet<>();

    /** The engine's own functions, which call those of users. */
    static boolean isEngine(String internalName) {
        return internalName.startsWith(HOUSE + "api/");
    }

    void add(String internalName) {
        beginnings.add(beginning(internalName));
    }

    boolean has(String internalName) {
        return !isEngine(internalName) && beginnings.contains(beginning(internalName));
    }

    private static String beginning(String internalName) {
        // The modules of the house are neighbours, and not one user's.
        int names = internalName.startsWith(HOUSE) ? 3 : 2;
        int end = -1;
        for (int i = 0; i < names; i++) {
            int next = internalName.indexOf('/', end + 1);
            if (next < 0) {
                break;
            }
            end = next;
        }
        return internalName.substring(0, end + 1);
    }
}
