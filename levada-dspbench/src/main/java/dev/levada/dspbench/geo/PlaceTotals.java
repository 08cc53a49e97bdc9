package dev.levada.dspbench.geo;

import dev.levada.dspbench.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The last of the totals that a {@link PlaceCounter} puts out, whatever their order. */
public final class PlaceTotals {
    private final Totals countries = new Totals(1);
    private final Totals cities = new Totals(1);

    /** For one job. */
    public PlaceTotals() {}

    /** @param fields of a line: GEO, country, its total, city, its total */
    public void add(String[] fields) {
        countries.add(fields[1], Long.parseLong(fields[2]));
        cities.add(fields[1] + "|" + fields[3], Long.parseLong(fields[4]));
    }

    /** A line for each city. */
    public List<String> result() {
        List<String> lines = new ArrayList<>();
        cities.forEach((place, total) -> {
            String[] names = place.split("\\|");
            lines.add("GEO|%s|%d|%s|%d".formatted(names[0], countries.last(names[0]), names[1], total));
        });
        return lines;
    }

    /** What came twice or never. */
    public List<String> faults() {
        List<String> all = new ArrayList<>(countries.faults());
        all.addAll(cities.faults());
        return all;
    }

    /** The same result by counting alone. */
    public static void count(Iterable<Place> places, Consumer<String> result) {
        Map<String, Map<String, Integer>> counted = new TreeMap<>();
        places.forEach(place ->
                counted.computeIfAbsent(place.country(), any -> new TreeMap<>()).merge(place.city(), 1, Integer::sum));
        counted.forEach((country, cities) -> {
            int total = cities.values().stream().mapToInt(Integer::intValue).sum();
            cities.forEach((city, count) -> result.accept("GEO|%s|%d|%s|%d".formatted(country, total, city, count)));
        });
    }
}
