package dev.levada.testkit.world;

/** A process, with the machine that it runs on. */
class Node implements Landmark {
    final World world;
    final int number;
    private int incarnation = 1;
    private boolean up = true;
    private long frozenUntil;
    private int slowness = 1;
    private int names;

    Node(World world, int number) {
        this.world = world;
        this.number = number;
    }

    @Override
    public String landmark() {
        return "1 node " + number;
    }

    boolean isUp() {
        return up;
    }

    /** Grows with each start of the process: what is meant for an earlier one gets lost. */
    int incarnation() {
        return incarnation;
    }

    /** A name that nothing else on any node has, nor had. */
    String freshName() {
        return "w%di%dn%d".formatted(number, incarnation, names++);
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
        world.gone(this);
    }

    void start() {
        up = true;
        incarnation++;
    }
}
