package dev.levada.testkit.world;

/** A thing of a world of which there is only one with its name: who refers to it says no more than that. */
public interface Landmark {

    /** The name; those of the same kind begin alike, and a kind that is made of another comes after it. */
    String landmark();
}
