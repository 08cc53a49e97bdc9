package dev.levada.replication.consensus;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Members as they are sent: {@code count | id, length and bytes of the address, port varlong}. */
public final class Members {
    private static final int MAX_PORT = 65_535;

    private Members() {}

    /** Appends them. */
    public static void write(List<Member> members, ByteOutput out) {
        out.writeLength(members.size());
        for (Member member : members) {
            byte[] address = member.address().getAddress().getAddress();
            out.writeString(member.id());
            out.writeLength(address.length);
            out.writeBytes(address, 0, address.length);
            out.writeVarLong(member.address().getPort());
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws CorruptBytesException if it is something else
     */
    public static List<Member> read(ByteInput in) {
        List<Member> members = new ArrayList<>();
        for (int i = in.readLength(); i > 0; i--) {
            String id = in.readString();
            byte[] address = in.readBytes(in.readLength());
            long port = in.readVarLong();
            if (port < 1 || port > MAX_PORT) {
                throw new CorruptBytesException("no member has port " + port);
            }
            members.add(member(id, address, (int) port));
        }
        return members;
    }

    private static Member member(String id, byte[] address, int port) {
        try {
            return new Member(id, new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new CorruptBytesException("no member: " + e.getMessage());
        }
    }
}
