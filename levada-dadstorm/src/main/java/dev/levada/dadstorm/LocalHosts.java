package dev.levada.dadstorm;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** Knows this machine by its names and addresses. Asks the network for each name once. */
final class LocalHosts {
    private final Map<String, Boolean> known = new HashMap<>();

    /** @param host a name or an address, IPv6 in brackets; one that cannot be found is not of this machine */
    boolean isThisMachine(String host) {
        return known.computeIfAbsent(host, LocalHosts::lookUp);
    }

    private static boolean lookUp(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false; // nowhere is not here
        }
    }
}
