package dev.levada.dspbench.clicks;

import dev.levada.dspbench.Outcome;
import dev.levada.dspbench.Totals;
import dev.levada.dspbench.geo.PlaceTotals;
import java.util.ArrayList;
import java.util.List;

/** The last of all totals. */
final class ClickTotals implements Outcome {
    private final Totals visits = new Totals(1);
    private final Totals repeated = new Totals(0);
    private final PlaceTotals places = new PlaceTotals();
    private long unique;

    @Override
    public void add(String line) {
        String[] fields = line.split("\\|");
        switch (fields[0]) {
            case "VIS" -> {
                visits.add("visits", Long.parseLong(fields[1]));
                unique = Math.max(unique, Long.parseLong(fields[2]));
            }
            case "REP" -> repeated.add(fields[1] + "|" + fields[2], Long.parseLong(fields[3]));
            case "GEO" -> places.add(fields);
            default ->
                throw new IllegalArgumentException("line '%s' begins with none of VIS, REP, GEO".formatted(line));
        }
    }

    @Override
    public List<String> result() {
        List<String> lines = new ArrayList<>(places.result());
        visits.forEach((any, total) -> lines.add("VIS|%d|%d".formatted(total, unique)));
        repeated.forEach((visit, times) -> lines.add("REP|%s|%d".formatted(visit, times)));
        return lines;
    }

    @Override
    public List<String> faults() {
        List<String> all = new ArrayList<>(visits.faults());
        all.addAll(repeated.faults());
        all.addAll(places.faults());
        return all;
    }
}
