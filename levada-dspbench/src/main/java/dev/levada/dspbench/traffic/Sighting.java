package dev.levada.dspbench.traffic;

import java.util.List;

/** How fast a vehicle was on a road. */
record Sighting(long seq, int road, int speed) {

    /** On the nearest road; nothing if the vehicle stands, or is on none. */
    static List<Sighting> of(Position position) {
        if (!position.counts()) {
            return List.of();
        }
        return RoadMap.nearest(position).stream()
                .mapToObj(road -> new Sighting(position.seq(), road, position.speed()))
                .toList();
    }
}
