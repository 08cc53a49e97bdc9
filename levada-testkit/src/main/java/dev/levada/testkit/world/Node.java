package dev.levada.testkit.world;

/** A process, with the machine that it runs on. */
class Node {
    final World world;
    final int number;
    private int incarnation = 1;
    private boolean up = true;
    private long frozenUntil;
    private int slowness = 1;

    Node(World world, int number) {
        this.world = world;
        this.number = number;
    }

    boolean isUp() {
        return up;
    }

    /** Grows with each start of the process: what is meant for an earlier one gets lost. */
    int incarnation() {
        return incarnation;
    }

    boolean isFrozen() {
        return frozenUntil > world.nowNanos();
    }

    long frozenUntil() {
        return frozenUntil;
    }

    void freeze(long untilNanos) {
        frozenUntil = Math.max(frozenUntil, untilNanos);
    }

    /** By how many times everything takes longer here. */
    int slowness() {
        return slowness;
    }

    void slowness(int times) {
        slowness = times;
    }

    /** The process is gone, with all that it held in memory. */
    void down() {
        up = false;
        frozenUntil = 0;
    }

    void start() {
        up = true;
        incarnation++;
    }
}
