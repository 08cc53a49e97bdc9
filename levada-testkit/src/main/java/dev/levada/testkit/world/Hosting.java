package dev.levada.testkit.world;

import static java.util.Objects.requireNonNull;

import dev.levada.api.graph.Graph;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.guest.GuestJob;
import dev.levada.testkit.sample.Outside;
import dev.levada.testkit.sample.Workload;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The setting of a world that runs a user's job. Serves one world. */
final class Hosting implements Setting {
    private final Guest guest;
    private final Function<Chance, Profile> profiles;
    private @Nullable GuestJob job;

    Hosting(Guest guest, Function<Chance, Profile> profiles) {
        this.guest = guest;
        this.profiles = profiles;
    }

    /** The job of the world that was made in this setting. */
    GuestJob job() {
        return requireNonNull(job);
    }

    @Override
    public Profile profile(Chance chance) {
        return profiles.apply(chance);
    }

    @Override
    public Workload job(Chance chance, Profile profile, Outside outside) {
        GuestJob made = new GuestJob(guest.graph(), guest.codecs(), guest.counts(), profile.durationNanos(), outside);
        job = made;
        return made;
    }

    /** Its operators have chosen. */
    @Override
    public Graph graph(Graph graph, Mixture protocols, Chance chance) {
        return graph;
    }

    @Override
    public int parallelism() {
        return guest.parallelism();
    }
}
