package dev.levada.dspbench.calls;

import java.util.List;

/** A call as one of its two numbers sees it. */
record Side(String number, boolean called, Call call) {

    /** Both sides of a call that counts; nothing of others. */
    static List<Side> of(Call call) {
        return call.established()
                ? List.of(new Side(call.caller(), false, call), new Side(call.callee(), true, call))
                : List.of();
    }
}
