package dev.levada.dspbench.grid;

import dev.levada.dspbench.Line;
import java.util.List;

/** What is heard of a house. */
sealed interface GridEvent {

    int house();

    /** In seconds since 1970. */
    long seconds();

    /**
     * What a plug uses.
     *
     * @param watts how much
     */
    record Load(long seconds, double watts, int plug, int household, int house) implements GridEvent {
        private static final int FIELDS = 7;
        private static final String LOAD = "1";

        /** Its name, unique in all houses. */
        String place() {
            return house + ":" + household + ":" + plug;
        }

        /** Reads number, seconds, value, property, plug, household, house; nothing of other properties and lines. */
        static List<Load> parse(Line line) {
            String[] fields = line.text().split(",", -1);
            if (fields.length != FIELDS || !fields[3].equals(LOAD)) {
                return List.of();
            }
            try {
                return List.of(new Load(
                        Long.parseLong(fields[1]),
                        Double.parseDouble(fields[2]),
                        Integer.parseInt(fields[4]),
                        Integer.parseInt(fields[5]),
                        Integer.parseInt(fields[6])));
            } catch (NumberFormatException e) {
                return List.of();
            }
        }

        /** When what a line tells was measured, whatever it is; 0 if it does not say so. */
        static long timeOf(Line line) {
            String[] fields = line.text().split(",", 3);
            return fields.length == 3 && fields[1].matches("\\d{1,15}") ? Long.parseLong(fields[1]) * 1_000 : 0;
        }
    }

    /** The median of all loads of all houses in the window that ends at that time, told to a house. */
    record GlobalMedian(long seconds, double watts, int house) implements GridEvent {}
}
