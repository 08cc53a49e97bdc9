package dev.levada.replication.client;

import java.util.List;
import java.util.Optional;

/** Which member is asked next: the one that led last, or the one after it. Confined to the thread of the client. */
final class Route {
    private List<Target> targets;
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

    /** Those of an id that is known already stay. */
    void retarget(List<Target> wanted) {
        List<Target> before = targets;
        targets = wanted.stream()
                .map(target -> named(before, target.id()).orElse(target))
                .toList();
        for (Target target : before) {
            if (!targets.contains(target)) {
                target.close();
            }
        }
        current = 0;
    }

    private static Optional<Target> named(List<Target> targets, String id) {
        return targets.stream().filter(target -> target.id().equals(id)).findFirst();
    }

    void close() {
        targets.forEach(Target::close);
    }
}
