package dev.levada.dspbench.calls;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.MapState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Puts the parts of a call together, whichever comes first, and makes another part of them. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Joining implements Processor<Part, Part> {
    private final Part.Kind made;
    private final List<Part.Kind> wanted;
    private final ToDoubleFunction<Map<Part.Kind, Double>> value;
    /** What has come of calls that are not complete, by the call's number times how many parts it has. */
    private MapState<Long, Double> come;

    Joining(Part.Kind made, List<Part.Kind> wanted, ToDoubleFunction<Map<Part.Kind, Double>> value) {
        this.made = made;
        this.wanted = wanted;
        this.value = value;
    }

    @Override
    public void open(Context<Part> context) {
        come = context.map("come");
    }

    @Override
    public void process(Part part, Context<Part> context) {
        int place = wanted.indexOf(part.kind());
        long first = part.seq() * wanted.size();
        come.put(first + place, part.value());
        Map<Part.Kind, Double> parts = new EnumMap<>(Part.Kind.class);
        for (int i = 0; i < wanted.size(); i++) {
            Double each = come.get(first + i);
            if (each == null) {
                return;
            }
            parts.put(wanted.get(i), each);
        }
        for (int i = 0; i < wanted.size(); i++) {
            come.remove(first + i);
        }
        context.emit(part.as(made, value.applyAsDouble(parts)));
    }
}
