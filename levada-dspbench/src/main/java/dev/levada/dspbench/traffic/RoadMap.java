package dev.levada.dspbench.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A made-up town: 41 streets from west to east and 41 from south to north, each of twenty roads. */
final class RoadMap {
    static final int STREETS = 41;
    private static final int ROADS = 20;
    private static final double METRES_A_DEGREE = 111_200;
    private static final double NEAR_METRES = Math.sqrt(125);
    private static final List<Road> ALL = all();

    private RoadMap() {}

    /** A straight road. x is the latitude of an end, y its longitude. */
    private record Road(int id, double x1, double y1, double x2, double y2) {

        /** In metres, on a plane. */
        double distance(Position position) {
            double x = x2 - x1;
            double y = y2 - y1;
            double along = ((position.latitude() - x1) * x + (position.longitude() - y1) * y) / (x * x + y * y);
            double clamped = Math.max(0, Math.min(1, along));
            double dx = position.latitude() - (x1 + clamped * x);
            double dy = position.longitude() - (y1 + clamped * y);
            return Math.sqrt(dx * dx + dy * dy) * METRES_A_DEGREE;
        }
    }

    static double latitude(int street) {
        return (3_970 + street) / 100.0;
    }

    static double longitude(int street) {
        return (11_620 + street) / 100.0;
    }

    private static List<Road> all() {
        List<Road> roads = new ArrayList<>();
        for (int street = 0; street < STREETS; street++) {
            for (int road = 0; road < ROADS; road++) {
                roads.add(new Road(
                        1_000 + ROADS * street + road,
                        latitude(street),
                        longitude(2 * road),
                        latitude(street),
                        longitude(2 * road + 2)));
                roads.add(new Road(
                        5_000 + ROADS * street + road,
                        latitude(2 * road),
                        longitude(street),
                        latitude(2 * road + 2),
                        longitude(street)));
            }
        }
        roads.sort((one, other) -> Integer.compare(one.id(), other.id()));
        return roads;
    }

    /** The road nearest to a position, of equally near ones that with the smallest number; none if it is not near. */
    static OptionalInt nearest(Position position) {
        double least = Double.MAX_VALUE;
        int nearest = 0;
        for (Road road : ALL) {
            double distance = road.distance(position);
            if (distance < least) {
                least = distance;
                nearest = road.id();
            }
        }
        return least < NEAR_METRES ? OptionalInt.of(nearest) : OptionalInt.empty();
    }
}
