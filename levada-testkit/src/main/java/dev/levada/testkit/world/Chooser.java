package dev.levada.testkit.world;

/** Says what happens next in a world in which nothing is left to chance. */
@FunctionalInterface
public interface Chooser {

    /**
     * One of several things can happen next. The first one is what would happen if everything took equally long and
     * nothing went wrong.
     *
     * @param options how many, from 2
     * @return which one, from 0; or below 0 to leave the world as it is
     */
    int choose(int options);
}
