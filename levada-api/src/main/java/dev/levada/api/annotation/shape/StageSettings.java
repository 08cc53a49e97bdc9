package dev.levada.api.annotation.shape;

/**
 * The attributes of a stage that the rules speak of.
 *
 * @param replicate 0 if it is left to the environment
 */
public record StageSettings(int order, int replicate, boolean ordered, boolean onDemand, String recover) {

    /** Whether there may be more than one task. */
    boolean isReplicated() {
        return replicate != 1;
    }
}
