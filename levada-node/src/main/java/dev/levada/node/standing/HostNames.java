package dev.levada.node.standing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a host is called, so that two processes can tell whether they mean the same one: its name as given, and each
 * address that the name has here. Two lists that have something in common mean the same host.
 */
final class HostNames {

    private HostNames() {}

    /** Asks the network; a name that it does not know stands for itself. */
    static List<String> of(List<String> hosts) {
        Set<String> names = new LinkedHashSet<>();
        hosts.forEach(host -> add(names, host.toLowerCase(Locale.ROOT)));
        return List.copyOf(names);
    }

    private static void add(Set<String> names, String host) {
        names.add(host);
        try {
            Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .forEach(names::add);
        } catch (UnknownHostException e) {
            return; // made up, as those of exercises are
        }
    }
}
