package dev.levada.cli.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP ports of processes, as the kernel knows them. */
final class Sockets {
    private static final String LISTENING = "0A";
    private static final String LOOPBACK_4 = "0100007F";
    /** An IPv4 address in an IPv6 socket, and ::1. */
    private static final List<String> LOOPBACK_6 =
            List.of("0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private Sockets() {}

    /** ADDRESS:PORT in the kernel's form, of each port that is open. */
    static List<String> listening(List<Long> pids) throws IOException {
        List<String> found = new ArrayList<>();
        for (long pid : pids) {
            Set<String> own = inodes(pid);
            for (String table : List.of("tcp", "tcp6")) {
                for (String line : Files.readAllLines(Path.of("/proc/%d/net/%s".formatted(pid, table)))) {
                    String[] fields = line.strip().split("\\s+");
                    if (fields.length > 9 && fields[3].equals(LISTENING) && own.contains(fields[9])) {
                        found.add(fields[1]);
                    }
                }
            }
        }
        return found;
    }

    static boolean isLoopback(String address) {
        String host = address.substring(0, address.indexOf(':'));
        return host.equals(LOOPBACK_4) || LOOPBACK_6.contains(host);
    }

    /** The IPv4 address in it: in the last eight digits, the last byte first. */
    static InetSocketAddress address(String address) {
        int colon = address.indexOf(':');
        int host = Integer.reverseBytes(Integer.parseUnsignedInt(address.substring(colon - 8, colon), 16));
        String dotted = "%d.%d.%d.%d".formatted(host >>> 24, host >> 16 & 255, host >> 8 & 255, host & 255);
        return new InetSocketAddress(dotted, port(address));
    }

    static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
            for (Path each : open.toList()) {
                String target = Files.isSymbolicLink(each) ? String.valueOf(Files.readSymbolicLink(each)) : "";
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }
}
