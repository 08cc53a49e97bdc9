package dev.levada.replication.jgroups;

import dev.levada.replication.consensus.Member;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;

/** What JGroups-raft calls members: {@code ID@ADDRESS:PORT}, so that its log also says where they are. */
final class Names {

    private Names() {}

    static String of(Member member) {
        return "%s@%s:%d"
                .formatted(
                        member.id(),
                        member.address().getAddress().getHostAddress(),
                        member.address().getPort());
    }

    static String id(String name) {
        return name.substring(0, name.indexOf('@'));
    }

    static Member member(String name) {
        int colon = name.lastIndexOf(':');
        return new Member(
                id(name),
                new InetSocketAddress(
                        name.substring(name.indexOf('@') + 1, colon), Integer.parseInt(name.substring(colon + 1))));
    }

    /** In the order of their names: that of JGroups is that of a hash set. */
    static List<Member> members(Collection<String> names) {
        return names.stream().sorted().map(Names::member).toList();
    }
}
