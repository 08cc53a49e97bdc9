package dev.levada.dspbench.calls;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Emitter;
import dev.levada.api.state.ValueState;
import dev.levada.dspbench.order.InOrder;

/** A decaying rate of a caller's established calls: of all, of those to new numbers, or of how long those last. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
final class Rate extends InOrder<Call, Part> {
    private final Part.Kind kind;
    private ValueState<Decaying> rate;

    Rate(Part.Kind kind) {
        this.kind = kind;
    }

    @Override
    public void open(Context<Part> context) {
        super.open(context);
        rate = context.value("rate", Decaying.NONE);
    }

    @Override
    protected void take(Call call, Emitter<Part> out) {
        if (counts(call)) {
            Decaying next = rate.get().with(amount(call), call.seconds(), decay());
            rate.set(next);
            if (call.isScored()) {
                out.emit(Part.of(call, kind, next.value()));
            }
        }
    }

    private boolean counts(Call call) {
        boolean all = kind == Part.Kind.MADE || kind == Part.Kind.MADE_SLOW;
        return all ? call.established() : call.isScored();
    }

    private double amount(Call call) {
        return kind == Part.Kind.TALK_TIME ? call.duration() : 1;
    }

    private double decay() {
        return kind == Part.Kind.MADE || kind == Part.Kind.NEW ? Decaying.FAST : Decaying.SLOW;
    }
}
