package dev.levada.replication.session;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What members say of their state after the same entry. Who differs from what more than half of the group says is not
 * what it should be; as all of this is in the log, all members find that at the same entry.
 */
final class Digests {
    private static final int SAMPLES = 8;
    private static final int MOST_DIFFERING = 64;

    private final NavigableMap<Long, NavigableMap<String, Long>> said = new TreeMap<>();
    private final Set<String> differing = new TreeSet<>();

    /** @param members how many the group has */
    void say(String member, int members, long sample, long digest) {
        NavigableMap<String, Long> of = said.computeIfAbsent(sample, any -> new TreeMap<>());
        of.put(member, digest);
        for (long candidate : of.values()) {
            long agreeing =
                    of.values().stream().filter(each -> each == candidate).count();
            if (2 * agreeing > members) {
                of.forEach((each, its) -> {
                    if (its != candidate && differing.size() < MOST_DIFFERING) {
                        differing.add(each);
                    }
                });
            }
        }
        while (said.size() > SAMPLES) {
            said.pollFirstEntry();
        }
    }

    /** The ids of members that were found to differ, in order. */
    Set<String> differing() {
        return differing;
    }

    void write(ByteOutput out) {
        out.writeLength(differing.size());
        differing.forEach(out::writeString);
        out.writeLength(said.size());
        said.forEach((sample, of) -> {
            out.writeVarLong(sample);
            out.writeLength(of.size());
            of.forEach((member, digest) -> {
                out.writeString(member);
                out.writeLong(digest);
            });
        });
    }

    void read(ByteInput in) {
        for (int i = in.readLength(); i > 0; i--) {
            differing.add(in.readString());
        }
        for (int i = in.readLength(); i > 0; i--) {
            NavigableMap<String, Long> of = new TreeMap<>();
            said.put(in.readVarLong(), of);
            for (int j = in.readLength(); j > 0; j--) {
                String member = in.readString();
                of.put(member, in.readLong());
            }
        }
    }
}
