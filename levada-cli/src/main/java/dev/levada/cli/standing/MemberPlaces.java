package dev.levada.cli.standing;

import dev.levada.cli.terminal.CommandException;
import dev.levada.replication.Host;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the members of a coordinator are: the ports of each are ten above those of the one before, and behind those for
 * agents and clients are two at which members find each other, and one for those who watch them.
 *
 * @param members how many
 * @param addresses one for all, or one for each
 * @param port where the first takes agents
 * @param httpPort where the first takes clients
 */
record MemberPlaces(int members, List<InetAddress> addresses, int port, int httpPort) {
    static final int STEP = 10;
    private static final int MAX_MEMBERS = 7;
    private static final int MAX_PORT = 65_535;

    MemberPlaces {
        addresses = List.copyOf(addresses);
        if (members < 1 || members > MAX_MEMBERS) {
            throw CommandException.badInput("--members %d: a coordinator has 1 to %d; 3 bear the loss of one, 5 of two"
                    .formatted(members, MAX_MEMBERS));
        }
        int highest = Math.max(port, httpPort) + (members - 1) * STEP + 3;
        if (members > 1 && (port == 0 || httpPort == 0 || highest > MAX_PORT)) {
            throw CommandException.badInput(
                    "--members %d: --port and --http-port name the ports of the first member, from 1 to %d, and those of the others follow"
                            .formatted(members, MAX_PORT - (members - 1) * STEP - 3));
        }
        if (addresses.size() != 1 && addresses.size() != members) {
            throw CommandException.badInput("--hosts names %d, and --members %d: one host is needed for each"
                    .formatted(addresses.size(), members));
        }
    }

    /** @param member from 1 */
    static String id(int member) {
        return "r" + member;
    }

    InetSocketAddress forWorkers(int member) {
        return at(port, member);
    }

    InetSocketAddress forClients(int member) {
        return at(httpPort, member);
    }

    /** Where the health and the figures of a member are, whether it coordinates or not. */
    InetSocketAddress forWatchers(int member) {
        return at(Math.max(port, httpPort) + 3, member);
    }

    List<Host> hosts() {
        int above = Math.max(port, httpPort);
        return IntStream.rangeClosed(1, members)
                .mapToObj(member -> new Host(id(member), at(above + 1, member), at(above + 2, member)))
                .toList();
    }

    private InetSocketAddress at(int first, int member) {
        return new InetSocketAddress(address(member), first + (member - 1) * STEP);
    }

    InetAddress address(int member) {
        return addresses.get(addresses.size() == 1 ? 0 : member - 1);
    }

    /** As agents and clients are told. */
    String all(IntFunction<InetSocketAddress> place) {
        return IntStream.rangeClosed(1, members)
                .mapToObj(member -> StandingOptions.text(place.apply(member)))
                .collect(Collectors.joining(","));
    }
}
