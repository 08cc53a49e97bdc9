package dev.levada.console.wire;

import java.util.Locale;

/** What a token lets its bearer do. Each role may do what those before it may. */
public enum Role {
    /** See what the process counts. */
    METRICS,
    /** See everything. */
    READ,
    /** Command the jobs there are. */
    OPERATE,
    /** Start jobs, which is to run code of one's own in the cluster. */
    SUBMIT;

    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The name of the file with the role's token. */
    public String fileName() {
        return label() + ".token";
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
