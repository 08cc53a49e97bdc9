package dev.levada.testkit.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The content of one file, as programs see it, and as a crash would leave it. */
final class Inode {
    static final int SECTOR_BYTES = 512;

    private final List<Change> unforced = new ArrayList<>();
    private byte[] seen = {};
    private byte[] durable = {};
    /** Whether what is durable becomes what programs see, once all is forced. */
    private boolean sound = true;

    /** A write, or, without bytes, a cut to the length of its position. */
    private static final class Change {
        private final int position;
        private final byte[] bytes;
        private final boolean isCut;

        Change(int position, byte[] bytes, boolean isCut) {
            this.position = position;
            this.bytes = bytes;
            this.isCut = isCut;
        }

        byte[] applied(byte[] content) {
            if (isCut) {
                return Arrays.copyOf(content, Math.min(content.length, position));
            }
            byte[] changed = Arrays.copyOf(content, Math.max(content.length, position + bytes.length));
            System.arraycopy(bytes, 0, changed, position, bytes.length);
            return changed;
        }
    }

    byte[] seen() {
        return seen;
    }

    void write(int position, byte[] bytes) {
        change(new Change(position, bytes, false));
    }

    void truncate(int sizeBytes) {
        change(new Change(sizeBytes, new byte[0], true));
    }

    private void change(Change change) {
        unforced.add(change);
        seen = change.applied(seen);
    }

    /** Puts other content there, durably: what a failing medium does. */
    void replace(byte[] content) {
        unforced.clear();
        seen = content.clone();
        durable = seen;
        sound = true;
    }

    void force() {
        if (sound) {
            durable = seen; // neither is ever changed in place
        } else {
            for (Change change : unforced) {
                durable = change.applied(durable);
            }
        }
        unforced.clear();
    }

    /**
     * Part of it may have reached the disk; the rest is called clean, can be read until the next crash, and is lost.
     * That befalls content, not lengths: a cut is still to be made.
     */
    void failForce(RandomGenerator random) {
        durable = survivor(random);
        sound = false;
        unforced.removeIf(change -> !change.isCut);
    }

    void crash(RandomGenerator random) {
        durable = survivor(random);
        seen = durable;
        sound = true;
        unforced.clear();
    }

    /**
     * Some state that a crash may leave. A cut is taken for a point in time: what came before it is there if the cut
     * is. Of what follows the last cut that happened, each sector is as some number of the writes left it.
     */
    private byte[] survivor(RandomGenerator random) {
        int mode = random.nextInt(4);
        if (mode == 0 || unforced.isEmpty()) {
            return durable;
        }
        int from = 0;
        int to = unforced.size();
        byte[] content = durable;
        for (int i = 0; i < unforced.size(); i++) {
            if (unforced.get(i).isCut && mode != 1 && random.nextBoolean()) {
                to = i;
                break;
            } else if (unforced.get(i).isCut) {
                content = appliedTo(content, from, i + 1);
                from = i + 1;
            }
        }
        return mode == 1 ? appliedTo(content, from, to) : torn(content, from, to, random);
    }

    private byte[] appliedTo(byte[] content, int from, int to) {
        byte[] changed = content;
        for (Change change : unforced.subList(from, to)) {
            changed = change.applied(changed);
        }
        return changed;
    }

    private byte[] torn(byte[] content, int from, int to, RandomGenerator random) {
        byte[] whole = appliedTo(content, from, to);
        byte[] torn = Arrays.copyOf(content, whole.length);
        int keptEnd = content.length;
        for (int start = 0; start < whole.length; start += SECTOR_BYTES) {
            int end = Math.min(start + SECTOR_BYTES, whole.length);
            int reached = random.nextBoolean() ? to : from + random.nextInt(to - from + 1);
            byte[] version = reached == to ? whole : appliedTo(content, from, reached);
            int held = Math.min(end, version.length);
            if (held > start) {
                Arrays.fill(torn, start, end, (byte) 0);
                System.arraycopy(version, start, torn, start, held - start);
                keptEnd = Math.max(keptEnd, held);
            }
        }
        // The length may be ahead of the content: then the rest reads as zeros.
        int ahead = torn.length - keptEnd;
        return Arrays.copyOf(
                torn, keptEnd + (random.nextBoolean() ? random.nextInt(2) * ahead : random.nextInt(ahead + 1)));
    }
}
