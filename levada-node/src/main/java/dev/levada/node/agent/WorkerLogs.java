package dev.levada.node.agent;

import dev.levada.io.disk.FileDisk;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The logs of the workers, also of those that have ended, up to a number. Confined to who holds the agent's lock. */
final class WorkerLogs {
    private static final String ROOT = "logs";

    private final FileDisk disk;
    private final int max;
    /** Those begun or read since this was made, the last begun last. */
    private final Map<String, RollingLog> byAge = new LinkedHashMap<>();

    WorkerLogs(FileDisk disk, int max) throws IOException {
        this.disk = disk;
        this.max = max;
        disk.createDirectories(ROOT);
    }

    /** The log of a worker that is about to start; the oldest ones of those that have ended make room for it. */
    RollingLog begin(String id, Set<String> running) throws IOException {
        Set<String> kept = new LinkedHashSet<>(disk.list(ROOT));
        kept.removeAll(byAge.keySet());
        kept.addAll(byAge.keySet());
        kept.remove(id);
        int over = kept.size() + 1 - max;
        kept.removeAll(running);
        for (String old : kept.stream().limit(Math.max(0, over)).toList()) {
            delete(old);
        }
        RollingLog log = log(id);
        byAge.remove(id);
        byAge.put(id, log);
        return log;
    }

    private void delete(String id) throws IOException {
        RollingLog log = byAge.remove(id);
        if (log != null) {
            log.close();
        }
        for (String file : disk.list(path(id))) {
            disk.delete(path(id) + "/" + file);
        }
        disk.delete(path(id));
    }

    /** @throws IllegalArgumentException if there is none, because no such worker has run here, or long ago */
    RollingLog of(String id) {
        if (!WorkerLaunch.isId(id) || !(byAge.containsKey(id) || disk.exists(path(id)))) {
            throw new IllegalArgumentException(
                    "there is no log of a worker '%s' here; only of the last %d workers are logs kept"
                            .formatted(id, max));
        }
        return log(id);
    }

    private RollingLog log(String id) {
        return byAge.computeIfAbsent(id, unused -> new RollingLog(disk, path(id)));
    }

    private static String path(String id) {
        return ROOT + "/" + id;
    }
}
