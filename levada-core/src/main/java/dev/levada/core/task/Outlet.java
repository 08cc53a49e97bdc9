package dev.levada.core.task;

import dev.levada.core.channel.Receiver;
import java.util.List;

/** Where one output of an operator leads: nowhere, to one receiver, or to several. */
final class Outlet {

    private Outlet() {}

    static Receiver of(List<Receiver> receivers, OperatorCounters counters) {
        if (receivers.isEmpty()) {
            return value -> counters.dropped++;
        }
        if (receivers.size() == 1) {
            return receivers.get(0);
        }
        Receiver[] all = receivers.toArray(Receiver[]::new);
        return value -> {
            for (Receiver receiver : all) {
                receiver.accept(value);
            }
        };
    }
}
