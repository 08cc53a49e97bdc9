package dev.levada.testkit.sanitizer;

/**
 * An operator did not do again what it had done.
 *
 * @param run how the other run came about
 * @param record the number of the input record, from 1; one more than there are for the end of the input
 * @param records how many input records there were
 * @param subject what differs: {@code emitted}, {@code state} or {@code failed}
 * @param first what it was at first
 * @param again what it was in the other run
 */
public record Difference(
        String operator, Run run, int record, int records, String subject, String first, String again) {

    /** How a run came about that should have been like the first. */
    public enum Run {
        /** From the beginning, with the determinants of the first run, and copies of its input in other batches. */
        REPLAY("in a replay"),
        /** The same, but from the middle on, with the state as it was written out there. */
        RESTORED("with its state restored after half of the records");

        private final String text;

        Run(String text) {
            this.text = text;
        }

        /** In a few words, for people. */
        public String text() {
            return text;
        }
    }

    /** A few lines for people: where, and both outputs. */
    @Override
    public String toString() {
        return "operator '%s' differs %s, at %s: %s%n  at first  %s%n  then      %s"
                .formatted(operator, run.text(), place(), subject, first, again);
    }

    private String place() {
        return record > records ? "the end of the input" : "record %d of %d".formatted(record, records);
    }
}
