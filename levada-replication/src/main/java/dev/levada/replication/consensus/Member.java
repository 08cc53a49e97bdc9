package dev.levada.replication.consensus;

import java.net.InetSocketAddress;

/**
 * One of a group.
 *
 * @param id its name, for ever: 1 to 63 letters, digits, dots, underscores and hyphens, a letter or digit first. A
 *     member that has lost its disk has lost its votes, and comes back under another
 * @param address where the others reach it
 */
public record Member(String id, InetSocketAddress address) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    public Member {
        if (!id.matches(NAME)) {
            throw new IllegalArgumentException(
                    "the id of a member is 1 to 63 letters, digits, dots, underscores and hyphens, a letter or digit first; was '%s'"
                            .formatted(id));
        }
    }
}
