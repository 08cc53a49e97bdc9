package dev.levada.dspbench.logs;

import dev.levada.dspbench.Outcome;
import dev.levada.dspbench.Totals;
import dev.levada.dspbench.geo.PlaceTotals;
import java.util.ArrayList;
import java.util.List;

/** The last of all totals. */
final class LogTotals implements Outcome {
    private final Totals totals = new Totals(1);
    private final PlaceTotals places = new PlaceTotals();

    @Override
    public void add(String line) {
        String[] fields = line.split("\\|");
        switch (fields[0]) {
            case "VOL", "STA" -> totals.add(fields[0] + "|" + fields[1], Long.parseLong(fields[2]));
            case "GEO" -> places.add(fields);
            default ->
                throw new IllegalArgumentException("line '%s' begins with none of VOL, STA, GEO".formatted(line));
        }
    }

    @Override
    public List<String> result() {
        List<String> lines = new ArrayList<>(places.result());
        totals.forEach((key, total) -> lines.add(key + "|" + total));
        return lines;
    }

    @Override
    public List<String> faults() {
        List<String> all = new ArrayList<>(totals.faults());
        all.addAll(places.faults());
        return all;
    }
}
