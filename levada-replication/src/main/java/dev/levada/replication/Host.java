package dev.levada.replication;

import dev.levada.replication.consensus.Member;
import java.net.InetSocketAddress;

/**
 * A member that runs in a process of its own.
 *
 * @param id as {@link Member#id} says
 * @param consensus where the other members reach it
 * @param clients where clients reach it
 */
public record Host(String id, InetSocketAddress consensus, InetSocketAddress clients) {

    Member member() {
        return new Member(id, consensus);
    }
}
