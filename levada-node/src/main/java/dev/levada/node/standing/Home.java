package dev.levada.node.standing;

import java.util.Locale;

/**
 * Where a task is to run.
 *
 * @param host the name or the address of a host; upper case makes no difference
 * @param task what people call the task, such as its address
 * @param position where that is written, for people: a file, a line and a column
 */
public record Home(String host, String task, String position) {

    public Home {
        host = host.toLowerCase(Locale.ROOT);
    }

    /** What to say if there is no agent for it. */
    String refusal() {
        return "%s: error: no agent serves %s, where replica %s is to run; start one there, or one with --serves %s, or add --loopback to run it anywhere"
                .formatted(position, host, task, host);
    }
}
