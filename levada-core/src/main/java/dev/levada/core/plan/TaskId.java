package dev.levada.core.plan;

/**
 * A task, whichever attempt runs it, wherever.
 *
 * @param chain the name of the first operator of the chain that it runs
 * @param index from 0 to the chain's parallelism - 1
 */
public record TaskId(String chain, int index) implements Comparable<TaskId> {

    /**
     * Reads what {@link #toString()} gives.
     *
     * @throws IllegalArgumentException if the text is not like that
     */
    public static TaskId parse(String alias) {
        int mark = alias.lastIndexOf('#');
        String index = alias.substring(mark + 1);
        if (mark < 1 || !index.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "'%s' names no task; the operator, # and the number of the task were expected, such as split#0"
                            .formatted(alias));
        }
        return new TaskId(alias.substring(0, mark), Integer.parseInt(index));
    }

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
