package dev.levada.faults;

/** What the ledger is fed with: a function of the seed and the number alone. */
record Payment(long id, int account, long cents) {
    static final int ACCOUNTS = 97;
    private static final int MAX_CENTS = 100_000;

    static Payment of(long seed, long id) {
        long mixed = mix(seed ^ mix(id));
        return new Payment(id, (int) Math.floorMod(mixed, (long) ACCOUNTS), 1 + Math.floorMod(mixed >> 20, MAX_CENTS));
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    String line() {
        return id + " " + account + " " + cents;
    }
}
