package dev.levada.dspbench;

/**
 * What an application is like.
 *
 * @param code its two letters
 * @param title its name in words
 * @param description what it does and puts out, in one sentence
 * @param records how many each of its sources has in a full run
 * @param isOrdered whether records of one key have to come in the order of their numbers, so that there can be one
 *     source only
 * @param isStateless whether it remembers nothing, so that a record that is processed again only puts out the same
 *     again
 */
public record About(
        String code, String title, String description, long records, boolean isOrdered, boolean isStateless) {

    /** With state, and in any order. */
    public static About of(String code, String title, String description, long records) {
        return new About(code, title, description, records, false, false);
    }

    /** The same, but that order matters. */
    public About ordered() {
        return new About(code, title, description, records, true, isStateless);
    }

    /** The same, but that nothing is remembered. */
    public About stateless() {
        return new About(code, title, description, records, isOrdered, true);
    }
}
