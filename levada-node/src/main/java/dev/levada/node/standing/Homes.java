package dev.levada.node.standing;

import dev.levada.api.connector.BadInputException;
import dev.levada.core.plan.TaskId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the tasks of a job are to run, of those that have a wish.
 *
 * @param names what each of their hosts is called
 */
record Homes(Map<TaskId, Home> byTask, Map<String, List<String>> names) {

    /** Asks the network for each host once. */
    static Homes of(Map<TaskId, Home> byTask) {
        return new Homes(
                byTask,
                byTask.values().stream()
                        .map(Home::host)
                        .distinct()
                        .collect(Collectors.toMap(host -> host, host -> HostNames.of(List.of(host)))));
    }

    Map<TaskId, String> hosts() {
        return byTask.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, home -> home.getValue().host()));
    }

    /** @throws BadInputException if there is a host that no agent serves, with all there are of them */
    void requireAgents(Fleet fleet) {
        String missing = byTask.values().stream()
                .filter(home -> !fleet.serves(names.getOrDefault(home.host(), List.of())))
                .map(Home::refusal)
                .sorted()
                .collect(Collectors.joining("; "));
        if (!missing.isEmpty()) {
            throw new BadInputException(missing);
        }
    }
}
