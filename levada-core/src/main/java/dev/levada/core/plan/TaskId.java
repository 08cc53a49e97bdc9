package dev.levada.core.plan;

/**
 * A task, whichever attempt runs it, wherever.
 *
 * @param chain the name of the first operator of the chain that it runs
 * @param index from 0 to the chain's parallelism - 1
 */
public record TaskId(String chain, int index) implements Comparable<TaskId> {

    @Override
    public int compareTo(TaskId other) {
        int byChain = chain.compareTo(other.chain);
        return byChain != 0 ? byChain : Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return chain + "#" + index;
    }
}
