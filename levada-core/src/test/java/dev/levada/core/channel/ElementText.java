package dev.levada.core.channel;

import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;

/** All that an element holds, to compare. */
final class ElementText {
    private ElementText() {}

    static String of(Element element) {
        if (!(element instanceof Batch batch)) {
            return element.toString();
        }
        StringBuilder text = new StringBuilder("%d at %d%s:"
                .formatted(
                        batch.firstSequence(),
                        batch.bornNanos(),
                        (batch.isHashed() ? " hashed" : "") + (batch.isTimed() ? " timed" : "")));
        for (int i = 0; i < batch.size(); i++) {
            Object value = batch.value(i);
            text.append(
                    " %s %s#%d@%d".formatted(value.getClass().getSimpleName(), value, batch.hash(i), batch.time(i)));
        }
        return text.toString();
    }
}
