package dev.levada.core.channel;

import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.EventTime;
import dev.levada.core.element.Lap;
import dev.levada.core.element.Watermark;
import java.util.SplittableRandom;

/** Elements of all kinds, with values of several types. */
final class ElementSamples {
    private ElementSamples() {}

    record Order(String customer, long cents) {}

    static Element any(long first, SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0 -> new Barrier(first, random.nextInt(1, 1000));
            case 1 -> new EndOfStream(first);
            case 2 -> new Lap(first, random.nextInt(1, 1000), random.nextBoolean());
            case 3 -> new Watermark(first, random.nextLong(), random.nextBoolean());
            default -> batch(first, random);
        };
    }

    static Batch batch(long first, SplittableRandom random) {
        int size = random.nextInt(1, 6);
        boolean hashed = random.nextBoolean();
        boolean timed = random.nextBoolean();
        Batch batch = new Batch(size + random.nextInt(3), hashed, timed, random.nextLong());
        for (int i = 0; i < size; i++) {
            Object value = switch (random.nextInt(3)) {
                case 0 -> random.nextLong();
                case 1 -> "text " + random.nextInt();
                default -> new Order("c" + random.nextInt(), random.nextInt());
            };
            if (timed) {
                batch.timeNext(random.nextInt(4) == 0 ? EventTime.NONE : random.nextLong(1L << 41));
            }
            if (hashed) {
                batch.add(value, random.nextInt());
            } else {
                batch.add(value);
            }
        }
        batch.seal(first);
        return batch;
    }
}
