package dev.levada.replication.client;

import java.util.List;

/** Which member is asked next: the one that led last, or the one after it. Confined to the thread of the client. */
final class Route {
    private final List<Target> targets;
    private int current;

    Route(List<Target> targets) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a client needs at least one member to ask");
        }
        this.targets = List.copyOf(targets);
    }

    Target current() {
        return targets.get(current);
    }

    /**
     * @param leader the id of who leads, as {@code by} says; not believed if it says itself, or one that is not known
     */
    void redirected(Target by, String leader) {
        if (by != current()) {
            return; // somebody has found another already
        }
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i).id().equals(leader) && targets.get(i) != by) {
                current = i;
                return;
            }
        }
        failed(by);
    }

    void failed(Target target) {
        if (target == current()) {
            current = (current + 1) % targets.size();
        }
    }

    void close() {
        targets.forEach(Target::close);
    }
}
