package dev.levada.bench;

/**
 * Outputs, summed up.
 *
 * @param outputs how many
 * @param prints the sum of their {@link Output#print}
 */
record Total(long outputs, long prints) {
    static final Total NONE = new Total(0, 0);

    Total plus(Output output) {
        return new Total(outputs + 1, prints + output.print());
    }

    Total plus(Total other) {
        return new Total(outputs + other.outputs, prints + other.prints);
    }
}
